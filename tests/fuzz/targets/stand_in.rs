//! A stand-in that stops at one word of six letters, which chance alone would not find in a year; it has to be caught.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    assert!(!matches!(input, [b'i', b'n', b'w', b'a', b'r', b'd', ..]), "the stand-in has met its word");
});
