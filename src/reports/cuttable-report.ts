import type { WrittenReport } from '../domain/report.ts';
import type { Label } from '../markings/label.ts';

/** What a citation tells of its document, as far as readers of the document may know it. */
export interface CitedSource {
  readonly title: string;
  /** The name of its source. */
  readonly source: string | null;
  readonly address: string | null;
  /** A UTC day. */
  readonly publishedOn: string | null;
  /** Of the document and of the source that is named. */
  readonly label: Label;
}

/** A question that is answered, with the label of its order. */
export interface AnsweredQuestion {
  readonly letter: string;
  /** Title of its order. */
  readonly order: string;
  readonly label: Label;
}

/** A report with what its citations and answers point to. */
export interface CuttableReport {
  readonly report: WrittenReport;
  /** By the id of the citation. */
  readonly cited: ReadonlyMap<string, CitedSource>;
  /** By the id of the question. */
  readonly answered: ReadonlyMap<string, AnsweredQuestion>;
}
