import { XML_NAMESPACE, type XmlElement } from './xml.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string, pattern: RegExp): string {
  return text.replace(pattern, (sign) => ESCAPES[sign] ?? `&#${sign.codePointAt(0)};`);
}

/**
 * Writes an element so that `readXml` reads the same one. Nothing is added between elements, for space may count.
 * Names must be names of XML and texts without characters that XML cannot hold; anything else is a bug of the caller.
 */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}\n`;
}

function writeElement(element: XmlElement, around: string): string {
  const { name, namespace, attributes, content } = element;
  let tag = `<${name}`;
  if (namespace !== around) tag += ` xmlns="${escaped(namespace, /[&<>"\t\n\r]/g)}"`;
  attributes.forEach((attribute, index) => {
    const value = escaped(attribute.value, /[&<>"\t\n\r]/g);
    if (attribute.namespace === '') tag += ` ${attribute.name}="${value}"`;
    else if (attribute.namespace === XML_NAMESPACE) tag += ` xml:${attribute.name}="${value}"`;
    else {
      tag += ` xmlns:a${index}="${escaped(attribute.namespace, /[&<>"\t\n\r]/g)}" a${index}:${attribute.name}="${value}"`;
    }
  });
  if (content.length === 0) return `${tag}/>`;
  const inner = content.map((piece) =>
    typeof piece === 'string' ? escaped(piece, /[&<>\r]/g) : writeElement(piece, namespace),
  );
  return `${tag}>${inner.join('')}</${name}>`;
}
