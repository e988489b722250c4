//! Guided inputs for [`twinspec_fuzz::writers`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| twinspec_fuzz::writers(input));
