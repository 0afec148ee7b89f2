/** What is set up of a proxy, and what passes between its parts. Types only. */

/** How two values of one filter, the reader's and the one that is imposed, hold together. */
export type Narrowing = 'equal' | 'contains' | 'from' | 'to' | 'pairs';

/** A parameter of a call. */
export interface ProxyParam {
  /** What it may hold. Default: 1 to 500 characters, none of them a control character. */
  readonly matches?: RegExp | ((value: string) => boolean);
  /**
   * What the filter asks of a row, which decides how `Access.narrow` goes with the reader's own value:
   * to be `equal` (default), to have it in its text (`contains`, in any case), to be at least or at
   * most that number or time (`from`, `to`), or to have all the `pairs` of a JSON object.
   */
  readonly narrows?: Narrowing;
  /** Where a row has it, as a path with dots; of several, one must fit. Default: the parameter's name. */
  readonly field?: string | readonly string[];
}

/** A read call that is let through. Whatever is not described by one does not reach the upstream. */
export interface ProxyCall {
  /** What `authorize`, `transform` and `log` know it by. */
  readonly name: string;
  /** Below the upstream, for example `/tickets/{id}`. `{id}` stands for one whole segment. */
  readonly path: string;
  /** Default: none. */
  readonly params?: Readonly<Record<string, ProxyParam>>;
  /**
   * Filters which the call has no parameter for, but its answer shows whether they hold. Of an answer in
   * which one does not hold, or without a row, nothing is passed on.
   */
  readonly proves?: Readonly<Record<string, ProxyParam>>;
  /** The field of the answer that has the rows. Default: the answer itself. */
  readonly rows?: string;
  /** Fields of a row with URLs (or lists of them) that are replaced by links to this proxy. */
  readonly files?: readonly ProxyFile[];
}

/** Where an answer has the URL of a file. */
export interface ProxyFile {
  /** Path with dots. */
  readonly field: string;
  /** The field that says when the URL ends to work; it is told of the proxy's own link then. */
  readonly expires?: string;
}

/** What a request is about. */
export interface Asked {
  /** The name of the call, or `file`: a recording or another file that an answer named. */
  readonly call: string;
  /** As the vendor knows it; absent for lists and files. */
  readonly id?: string;
  /** For a file: whom its link was made for (`Access.subject`). */
  readonly subject?: string;
}

/** What somebody may see. */
export interface Access {
  /**
   * Who it is. A link to a file works for nobody else. Default: nobody in particular, so that a link
   * works for everybody whom `authorize` lets through.
   */
  readonly subject?: string;
  /**
   * Filters, by the vendor's own parameter names, that hold whatever the reader asks for. A call that
   * can neither be given one of them nor shows it in its answer is refused with 403; one that asks for
   * nothing (`''`, `{}`) ends the request with 500.
   */
  readonly narrow?: Readonly<Record<string, string>>;
  /**
   * Fields that are taken out of every answer, however deep they are, by the vendor's own names. A path
   * with dots ends the request with 500.
   */
  readonly strip?: readonly string[];
  /** Further headers for the upstream, for example the organization. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** `401`: nobody is signed in; `403`: whoever it is may not do this. */
export type Refused = 401 | 403;

/** One request, for a log. Holds no URL, no parameter, no key and no words of the upstream. */
export interface ProxyEntry {
  /** Absent for a request that is none of the calls. */
  readonly call?: string;
  readonly subject?: string;
  readonly status: number;
  /** Why it failed, one of a fixed set of words. */
  readonly code?: string;
  /** What the reader is shown to ask support with. The upstream's own, where it gave one. */
  readonly requestId: string;
  /** Until the answer began. */
  readonly milliseconds: number;
}
