//! Any text is refused or read as a rule file, a program file or a scorecard without a panic, and what was read as rules hears a call: `make fuzz`.
#![no_main]

use rapport_engine::{Library, Program, RuleSource, Scorecard, Scratch, detect};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let source = RuleSource { name: "fuzz.yaml".into(), text: text.into() };
    let (library, _) = Library::compile_rest(std::slice::from_ref(&source));
    let program = Program::parse(text).unwrap_or_default();
    let _ = Scorecard::compile(&source, &library);
    let call = "Customer: I was charged twice, and nobody calls me back!\nAgent: I'm sorry about that. I'll refund it by Friday.\n客户：怎么还没退款？\n客服：抱歉让您久等了，三天内到账。";
    for conversation in rapport_intake::read("call.txt", call.as_bytes()).into_iter().flatten() {
        detect(&library, &program, &conversation, &mut Scratch::default());
    }
});
