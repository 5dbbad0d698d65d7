/**
 * The pages of a copy, in typst. It reads one input, `copy`, and makes text of every text in it: a string of typst is never
 * markup. Nothing is put into this source.
 */
export const PDF_TEMPLATE = `
#let copy = json(bytes(sys.inputs.copy))
#let soft = luma(90)
#let sans = ("DejaVu Sans",)
#let body = ("Libertinus Serif", "DejaVu Sans")

#set document(
  title: copy.documentName,
  date: auto,
)
#set text(font: body, size: 10.5pt, lang: copy.language, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.9em)
#set block(spacing: 0.9em)

#let head = {
  set text(font: sans, size: 8pt, weight: "bold")
  set par(leading: 0.45em, spacing: 0.45em)
  set align(center)
  for line in copy.head { par[#line] }
}
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 14mm + copy.headLines * 4.2mm, bottom: 16mm + copy.headLines * 4.2mm),
  header-ascent: 5mm,
  footer-descent: 5mm,
  header: head,
  footer: {
    head
    context place(top + right, text(font: sans, size: 8pt, fill: soft)[
      #counter(page).display()/#counter(page).final().first()
    ])
  },
)

#let mark(words) = if words != "" {
  box(text(font: sans, size: 0.78em, weight: "bold", fill: soft, words))
  [ ]
}
#let longmark(words) = if words.len() > 24 {
  text(font: sans, size: 0.78em, weight: "bold", fill: soft, words)
  [ ]
} else { mark(words) }
#let marked(words) = text(font: sans, size: 7.2pt, weight: "bold", fill: soft, words)
#let run(one) = {
  let ends = one.at("ends", default: "")
  if ends == "line" { linebreak() } else if ends == "paragraph" { parbreak() } else {
    let shown = [#one.text]
    if one.isStrong { shown = strong(shown) }
    if one.isEmphasis { shown = emph(shown) }
    if "link" in one { link(one.link, text(fill: rgb("#0b57a4"), shown)) }
    else if "target" in one { link(label(one.target), text(fill: rgb("#0b57a4"), shown)) }
    else { shown }
  }
}
#let runs(list) = for one in list { run(one) }
#let about(words) = if words != "" {
  par(text(font: sans, size: 8pt, fill: soft, words))
}
#let small(words) = text(font: sans, size: 8pt, fill: soft, words)

#show heading: it => {
  set text(font: sans, weight: "bold")
  block(above: 1.5em, below: 0.75em, sticky: true, it.body)
}
#show heading.where(level: 1): set text(size: 13pt)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading.where(level: 4): set text(size: 10.5pt)

#if copy.warning != "" {
  block(
    width: 100%, inset: 8pt, below: 1.2em,
    stroke: (left: 3pt + rgb("#8a1c12")), fill: rgb("#fdecea"),
    text(font: sans, size: 9.5pt, weight: "bold", fill: rgb("#8a1c12"), copy.warning),
  )
}
#block(below: 0.7em, text(font: sans, size: 17pt, weight: "bold", {
  longmark(copy.titleMark)
  copy.title
}))
#block(below: 1.6em, small(copy.released))

#let record(one, row) = block(
  inset: (left: 8pt, y: 1pt), stroke: (left: 1.5pt + luma(190)), spacing: 0.7em,
  {
    set text(size: 9.2pt)
    longmark(row.mark)
    let cells = row.cells.enumerate().filter(((index, cell)) => cell.any(one => one.text != ""))
    cells.map(((index, cell)) => { strong({ runs(one.header.at(index)); copy.colon }); [ ]; runs(cell) }).join([; ])
  },
)
#let table-of(one) = {
  block(above: 1.3em, below: 0.6em, sticky: true, [
    #longmark(one.mark)#strong(one.name + ".") #runs(one.runs)#label(one.target)
  ])
  about(one.about)
  // Wider than a page is: each row by itself, its cells behind the words of the header.
  if one.isWide {
    for row in one.rows { record(one, row) }
    return
  }
  set text(size: if one.columns > 6 { 7.6pt } else { 9.2pt })
  show table.cell.where(y: 0): set text(font: sans, size: 0.9em, weight: "bold")
  let longest = calc.max(one.mark.len(), ..one.rows.map(row => row.mark.len()))
  table(
    columns: (calc.min(34mm, 5mm + longest * 1.7mm),) + (auto,) * one.columns,
    inset: (x: 5pt, y: 4.5pt),
    stroke: 0.5pt + luma(190),
    fill: (x, y) => if y == 0 { luma(238) },
    table.header(
      marked(one.mark),
      ..one.header.map(cell => runs(cell)),
    ),
    ..one.rows.map(row => (marked(row.mark), ..row.cells.map(cell => runs(cell)))).flatten(),
  )
}

#let show-block(one) = {
  if one.kind == "heading" [
    #heading(level: one.level, bookmarked: true, outlined: true, {
      if one.number != "" { text(fill: soft, one.number); [ ] }
      longmark(one.mark)
      runs(one.runs)
    })#label(one.target)
    #about(one.about)
  ] else if one.kind == "paragraph" {
    block({ longmark(one.mark); runs(one.runs) })
    about(one.about)
  } else if one.kind == "quote" {
    block(
      inset: (left: 10pt, y: 2pt), stroke: (left: 2pt + luma(190)),
      { block({ longmark(one.mark); runs(one.runs) }); about(one.about) },
    )
  } else if one.kind == "item" {
    pad(left: one.depth * 1.7em, grid(
      columns: (1.7em, 1fr),
      one.sign,
      { longmark(one.mark); runs(one.runs); about(one.about) },
    ))
  } else if one.kind == "table" { table-of(one) }
}
#for one in copy.blocks { show-block(one) }

#if copy.sources.len() > 0 {
  v(1em)
  line(length: 100%, stroke: 0.5pt + luma(190))
  heading(level: 1, copy.sourcesName)
  set text(size: 9.8pt)
  for one in copy.sources {
    block(below: 1em, breakable: not one.isShort, grid(
      columns: (1.9em, 1fr),
      [#one.sign#label(one.target)],
      {
        set par(spacing: 0.5em)
        set block(spacing: 0.5em)
        par([#longmark(one.mark)#strong(one.title)#one.details])
        if one.quotation.len() > 1 or one.quotation.first().text != "" { block(runs(one.quotation)) }
        if one.address != "" {
          par(if one.link != "" { link(one.link, text(fill: rgb("#0b57a4"), one.address)) } else { one.address })
        }
        if one.grade != "" { par(small(one.grade)) }
      },
    ))
  }
}
#for words in (copy.cut, copy.unshown) {
  if words != "" { block(above: 1.6em, small(words)) }
}
`;
