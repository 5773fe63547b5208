//! `--map`: tables whose columns have names of their own.

mod run;

use run::{lines, rapport, with};

const TABLE: &str = "Ticket;Verfasser;Nachricht;Zeit\n7;agent;secret words;09:00:00\n7;customer;the parcel is wet;09:01:00\n";

#[test]
fn a_table_is_mapped_by_name_or_number_for_every_command() {
    let unknown = with(&["check", "-"], &[], TABLE.as_bytes());
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("`Verfasser`") && unknown.err.contains("--map") && !unknown.err.contains("secret"), "{}", unknown.err);
    for map in ["text=Nachricht,who=Verfasser,time=Zeit", "text=3,who=2,id=1,time=4"] {
        let checked = with(&["check", "-", "--format", "jsonl", "--map", map], &[], TABLE.as_bytes());
        assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{map}");
        let found = &lines(&checked.out)[0];
        assert_eq!((found["conversation"]["id"].as_str(), found["turns"][1]["start_ms"].as_i64()), (Some("7"), Some(60_000)), "{map}");
        let redacted = with(&["redact", "-", "--map", map], &[], TABLE.as_bytes());
        assert!(redacted.code == 0 && redacted.out.contains("Customer: the parcel is wet"), "{}", redacted.out);
    }
}

#[test]
fn a_map_that_cannot_be_is_told_before_anything_is_read() {
    let wrong = rapport(&["check", "-", "--map", "words=3"]);
    assert!(wrong.code == 2 && wrong.err.contains("there is no field `words`"), "{}", wrong.err);
    let unfit = with(&["check", "-", "--map", "text=Message,who=Verfasser"], &[], TABLE.as_bytes());
    assert!(unfit.code == 2 && unfit.err.contains("--map does not fit"), "{}", unfit.err);
}
