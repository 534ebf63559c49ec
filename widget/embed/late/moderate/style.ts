/** Only those who moderate get it: readers' stylesheet has nothing of it. */
export const STYLE = `
.moderating {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.8em;
  align-items: baseline;
  padding-block: 0.3em;
  border-block: 1px solid var(--line);
  font-size: var(--small);
}
.moderate {
  display: contents;
}
.moderate button {
  color: var(--accent);
}
.moderate > span,
.edit-waits > p {
  align-self: center;
  color: var(--muted);
  font-size: var(--small);
}
.edit-waits {
  padding-inline-start: 0.8em;
  border-inline-start: 2px solid var(--accent);
}
.answering {
  margin-block: 0.4em;
}
.answering label {
  font-size: var(--small);
}
.answering textarea {
  display: block;
  box-sizing: border-box;
  inline-size: 100%;
  min-block-size: 7.2em;
  field-sizing: content;
  font-size: 1rem;
}
.answering .actions {
  align-items: baseline;
  margin-block-start: 0.9em;
}
.answering .post {
  margin: 0;
}
`;
