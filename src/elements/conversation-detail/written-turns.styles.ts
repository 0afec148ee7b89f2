import { css } from 'lit';

/** Heads of mails, what became of a text message, files. */
export const writtenStyles = css`
  .attachments {
    display: grid;
    gap: 4px;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
  }

  .attachments li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }

  .caller .attachments li {
    justify-content: end;
  }

  .file {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    color: var(--_text);
  }

  a.file {
    color: var(--_accent);
  }

  img {
    max-inline-size: 100%;
    max-block-size: 24em;
    border-radius: 8px;
  }

  .sms {
    margin-block-start: 3px;
    font-size: 0.923em;
    color: var(--_text-muted);
  }

  .sms.error {
    color: var(--_danger);
  }

  .caller .sms {
    text-align: end;
  }

  .subject {
    margin-block-end: 4px;
    font-weight: 600;
  }

  .email-head {
    display: grid;
    gap: 1px;
    margin: 0 0 8px;
    padding-block-end: 8px;
    border-block-end: 1px solid var(--_border);
    color: var(--_text-muted);
    font-size: 0.923em;
  }

  .email-head div {
    display: flex;
    gap: 8px;
  }

  .email-head dt {
    flex: none;
    min-inline-size: 4em;
  }

  .email-head dd {
    min-inline-size: 0;
    margin: 0;
  }
`;
