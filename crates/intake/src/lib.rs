//! Bytes in, conversations out: splitting a source into records and reading each record.
//!
//! [`records`] splits without parsing, in bounded memory; [`parse`] reads one record and can run on any thread.
//! To add a format: one file that reads it, one line in [`Format`], one in `sniff` and one in `parse`.

mod assemblyai;
mod call_analytics;
mod chatwoot;
mod deepgram;
mod fault;
mod feed;
mod hallucination;
mod html;
mod intercom;
mod json_split;
mod json_text;
mod labels;
mod mail;
mod party;
mod plain;
mod plain_check;
mod plain_turn;
mod provider;
mod records;
mod scalar;
mod scanner;
mod seal;
mod sniff;
mod speech;
mod text_split;
mod thread;
mod times;
mod transcribe;
mod transcript;
mod vcon;
mod vcon_dialog;
mod vcon_own;
mod vcon_parties;
mod vcon_speech;
mod vcon_words;
mod whisper;
mod whisper_cpp;
mod zendesk;

use rapport_model::{Conversation, Problem};

pub use records::{MAX_RECORD_BYTES, Record, Records, records};
pub use seal::{KeyError, Keys};
pub use sniff::Format;

/// What a reader is given beside the bytes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Keys for signed and encrypted vCons.
    pub keys: Keys,
}

/// Reads one record as one conversation.
///
/// # Errors
/// A [`Problem`] with the record's source and first line when the record cannot be read; its message never holds words that a person said.
pub fn parse(record: &Record, options: &Options) -> Result<Conversation, Problem> {
    let (text, mended) = json_text::utf8(&record.bytes);
    let read = match record.format {
        Format::Json => plain::conversation(&text, record),
        Format::Vcon => vcon::conversation(&text, record, &options.keys),
        Format::Text => transcript::conversation(&text, record),
        _ => provider::conversation(&text, record),
    };
    let mut conversation = read.map_err(|fault| fault.at(&record.source, Some(record.line)))?;
    if mended {
        let remark = fault::Fault::new(
            "bad_utf8",
            "the text is not valid UTF-8; bytes that could not be read were replaced",
            "save the source as UTF-8 (it may be GB18030 or another encoding)",
        );
        conversation.problems.push(remark.at("", None));
    }
    for problem in &mut conversation.problems {
        problem.source.clone_from(&record.source);
        problem.line.get_or_insert(record.line);
    }
    Ok(conversation)
}

/// Splits and reads a whole source held in memory, in order, without any options.
pub fn read(source: &str, bytes: &[u8]) -> Vec<Result<Conversation, Problem>> {
    read_with(source, bytes, &Options::default())
}

/// Splits and reads a whole source held in memory, in order.
pub fn read_with(source: &str, bytes: &[u8], options: &Options) -> Vec<Result<Conversation, Problem>> {
    records(source, bytes).map(|record| record.and_then(|record| parse(&record, options))).collect()
}
