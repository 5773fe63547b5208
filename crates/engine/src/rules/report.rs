//! Mistakes of one file, gathered while it is compiled.

use rapport_model::Channel;
use serde_saphyr::Spanned;

use super::error::RuleError;

/// Names of channels, for messages.
pub(crate) fn channels(list: &[Spanned<String>], errors: &mut Report) -> Box<[Channel]> {
    list.iter()
        .filter_map(|name| {
            let channel = Channel::parse(&name.value);
            if channel.is_none() {
                errors.at(name, format!("`{}` is no channel: voice, chat, email, sms, social or video", name.value));
            }
            channel
        })
        .collect()
}

/// Mistakes of one file.
pub(crate) struct Report<'a> {
    pub(crate) file: &'a str,
    pub(crate) list: &'a mut Vec<RuleError>,
}

impl Report<'_> {
    pub(crate) fn at<T>(&mut self, place: &Spanned<T>, message: String) {
        self.line(place.referenced.line(), message);
    }

    pub(crate) fn line(&mut self, line: u64, message: String) {
        self.list.push(RuleError { file: self.file.to_owned(), line, message });
    }
}
