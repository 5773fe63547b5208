//! Bytes in, conversations out: splitting a source into records and reading each record.
//!
//! [`records`] splits without parsing, in bounded memory; [`parse`] reads one record and can run on any thread.
//! To add a format: one file that reads it, one line in [`Format`], one in `sniff` and one in `parse`.

mod assemblyai;
mod call_analytics;
mod caption_text;
mod captions;
mod chatwoot;
mod dates;
mod deepgram;
mod encoding;
mod entities;
mod fault;
mod feed;
mod groups;
mod hallucination;
mod html;
mod intercom;
mod json_split;
mod json_text;
mod labels;
mod mail;
mod mail_body;
mod mail_message;
mod mail_thread;
mod mailbox;
mod party;
mod plain;
mod plain_check;
mod plain_turn;
mod provider;
mod records;
mod rows;
mod scalar;
mod scanner;
mod seal;
mod sms_xml;
mod sniff;
mod speech;
mod table_cells;
mod table_columns;
mod table_sniff;
mod table_split;
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
mod whole;
mod zendesk;

use rapport_model::{Conversation, Problem};

pub use records::{MAX_RECORD_BYTES, Record, Records, records, records_with};
pub use seal::{KeyError, Keys};
pub use sniff::Format;
pub use table_columns::ColumnMap;

/// What a reader is given beside the bytes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Keys for signed and encrypted vCons.
    pub keys: Keys,
    /// Which column of a table holds what, where its names do not tell.
    pub columns: Option<ColumnMap>,
}

/// Reads one record as one conversation.
///
/// # Errors
/// A [`Problem`] with the record's source and first line when the record cannot be read; its message never holds words that a person said.
pub fn parse(record: &Record, options: &Options) -> Result<Conversation, Problem> {
    let decoded = match record.format {
        // Every part of an e-mail has an encoding of its own.
        Format::Mail => encoding::Decoded::default(),
        _ => encoding::decode(&record.bytes),
    };
    let text = decoded.text;
    let read = match record.format {
        Format::Json => plain::conversation(&text, record),
        Format::Vcon => vcon::conversation(&text, record, &options.keys),
        Format::Text => transcript::conversation(&text, record),
        Format::Table | Format::Sms => rows::conversation(&text, record),
        Format::Captions => captions::conversation(&text, record),
        Format::Mail => mail_thread::single(record),
        Format::Mailbox => mail_thread::thread(&text, record),
        _ => provider::conversation(&text, record),
    };
    let mut conversation = read.map_err(|fault| fault.at(&record.source, Some(record.line)))?;
    if let Some(from) = record.converted.or(decoded.from) {
        conversation.problems.push(encoding::converted(from).remark());
    }
    if decoded.replaced {
        conversation.problems.push(encoding::damaged().remark());
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
    records_with(source, bytes, options).map(|record| record.and_then(|record| parse(&record, options))).collect()
}
