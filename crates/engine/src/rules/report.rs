//! Mistakes of one file, gathered while it is compiled.

use rapport_model::Channel;
use serde_saphyr::Spanned;

use super::error::RuleError;

/// Names of channels, for messages.
pub(super) fn channels(list: &[Spanned<String>], errors: &mut Report) -> Box<[Channel]> {
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
pub(super) struct Report<'a> {
    pub(super) file: &'a str,
    pub(super) list: &'a mut Vec<RuleError>,
}

impl Report<'_> {
    pub(super) fn at<T>(&mut self, place: &Spanned<T>, message: String) {
        self.line(place.referenced.line(), message);
    }

    pub(super) fn line(&mut self, line: u64, message: String) {
        self.list.push(RuleError { file: self.file.to_owned(), line, message });
    }
}
