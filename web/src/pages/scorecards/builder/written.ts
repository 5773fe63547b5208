import type { Document } from 'yaml'

/** A document as text, as the forms of this project are laid out: `{en: …, zh: …}` on one line, long lines unbroken. */
export const written = (doc: Document) => doc.toString({ lineWidth: 0, flowCollectionPadding: false })
