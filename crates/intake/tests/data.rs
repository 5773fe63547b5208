//! Real-shaped inputs outside the repository: every one is read, or refused for the right reason.

use std::path::{Path, PathBuf};

use rapport_intake::{Options, parse, read, records};
use rapport_model::{Channel, Party};

fn data(part: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(part);
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: {} is absent", folder.display());
    None
}

#[test]
fn every_sample_vcon_has_turns_of_two_speakers() {
    let Some(folder) = data("samples/vcon") else { return };
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder opens") {
        let path = entry.expect("an entry").path();
        let mut found = read(&path.to_string_lossy(), &std::fs::read(&path).expect("the file opens"));
        assert_eq!(found.len(), 1, "{}", path.display());
        let conversation = found.remove(0).unwrap_or_else(|problem| panic!("{}: {problem:?}", path.display()));
        assert!(conversation.turns.len() >= 2, "{}", path.display());
        assert_eq!(conversation.channel, Channel::Voice);
        assert_eq!(conversation.language.as_deref(), Some("en"));
        assert_eq!(conversation.turns[0].party, Party::Speaker("speaker 0".into()));
        assert!(conversation.problems.iter().any(|problem| problem.code == "speakers_guessed"));
        count += 1;
    }
    assert_eq!(count, 337);
}

#[test]
fn drafts_are_read_or_refused_for_the_right_reason() {
    let Some(folder) = data("samples/vcon-draft") else { return };
    for (name, expected) in [
        ("ab.vcon", Err("no_turns")),
        ("ab_call_ext_rec.vcon", Err("no_transcript")),
        ("ab_call_ext_rec_amended.vcon", Ok((1, Channel::Voice))),
        ("ab_call_ext_rec_analysis.vcon", Ok((4, Channel::Voice))),
        ("ab_call_ext_rec_decrypted.vcon", Err("signed_vcon")),
        ("ab_call_ext_rec_decrypted_verified.vcon", Err("no_transcript")),
        ("ab_call_ext_rec_encrypted.vcon", Err("encrypted_vcon")),
        ("ab_call_ext_rec_redacted.vcon", Ok((18, Channel::Voice))),
        ("ab_call_ext_rec_signed.vcon", Err("signed_vcon")),
        ("ab_call_ext_rec_with_redact.vcon", Ok((4, Channel::Voice))),
        ("ab_call_int_rec.vcon", Err("no_transcript")),
        ("ab_email_acct_prob_thread.vcon", Ok((2, Channel::Email))),
        ("ab_email_prob_followup_alice.vcon", Ok((1, Channel::Email))),
        ("ab_email_prob_followup_bob_reply.vcon", Ok((2, Channel::Email))),
        ("ab_email_prob_followup_text_thread.vcon", Ok((3, Channel::Email))),
        ("b_email_acct_prob_image.vcon", Ok((1, Channel::Email))),
        ("simple-vcon.vcon", Err("no_turns")),
        ("vcon_json_schema.json", Err("no_turns")),
    ] {
        let bytes = std::fs::read(folder.join(name)).expect("the file opens");
        let found: Vec<_> =
            read(name, &bytes).into_iter().map(|found| found.map(|conversation| (conversation.turns.len(), conversation.channel)).map_err(|problem| problem.code)).collect();
        assert_eq!(found, [expected], "{name}");
    }
}

#[test]
fn every_dialogue_of_the_corpora_is_read() {
    let Some(folder) = data("") else { return };
    for (name, expected) in [("train/stc3", 4264), ("tune/tweetsumm", 746), ("tune/annomi", 103), ("tune/swda", 300), ("tune/uss_mwoz", 823), ("tune/uss_sgd", 780)] {
        let file = std::fs::File::open(folder.join(format!("{name}.jsonl"))).expect("the file opens");
        let mut count = 0;
        for record in records(name, std::io::BufReader::new(file)) {
            let record = record.unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
            let conversation = parse(&record, &Options::default()).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
            // One session of annomi holds a time that is none.
            assert!(conversation.problems.iter().all(|problem| problem.code == "bad_time"), "{name} {}", record.line);
            assert!(!conversation.turns.is_empty());
            count += 1;
        }
        assert_eq!(count, expected, "{name}");
    }
}
