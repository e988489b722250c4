//! Seeds with a few edits. What libFuzzer finds by watching the code, this has to guess, so pieces of other seeds and what
//! is often handled in its own way come before bytes of any kind.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What means something in one of the formats.
const WORDS: [&[u8]; 40] = [
    b"",
    b"\0",
    b"\xff",
    b"\xe4\xb8",
    b"\xf0\x9f\x98\x80",
    b"\n",
    b"\r\n",
    b"\r\n\r\n",
    b"\t",
    b" ",
    b"%",
    b"%00",
    b"%ff",
    b"%2F",
    b"&",
    b"=",
    b"?",
    b"#",
    b"#1#a",
    b"#18446744073709551616#",
    b".",
    b"..",
    b".1",
    b".0",
    b"/",
    b"*",
    b",",
    b";",
    b":",
    b"\"",
    b"'",
    b"<",
    b"]]>",
    b"[",
    b"{",
    b"}",
    b"-1",
    b"9223372036854775808",
    b"1e999",
    b"null",
];

#[derive(Debug, Clone)]
enum Edit {
    Overwrite(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    /// A piece is there several times.
    Repeat(Index, usize, usize),
    /// A piece of another seed.
    Splice(Index, Index, Index, usize),
}

/// Mutations of the seeds.
pub(crate) fn of(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (any::<Index>(), vec(edit(), 1..8)).prop_map(move |(seed, edits)| {
        let mut input: Vec<u8> = seed.get(&seeds[..]).clone();
        edits.iter().for_each(|edit| edit.apply(&mut input, &seeds));
        input
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        3 => (at(), any::<u8>()).prop_map(|(at, byte)| Edit::Overwrite(at, byte)),
        3 => (at(), select(&WORDS[..])).prop_map(|(at, word)| Edit::Insert(at, word.to_vec())),
        1 => (at(), vec(any::<u8>(), 1..24)).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        3 => (at(), 1_usize..24).prop_map(|(at, length)| Edit::Remove(at, length)),
        1 => (at(), 1_usize..24, 1_usize..200).prop_map(|(at, length, times)| Edit::Repeat(at, length, times)),
        3 => (at(), at(), at(), 1_usize..48).prop_map(|(at, seed, from, length)| Edit::Splice(at, seed, from, length)),
    ]
}

impl Edit {
    fn apply(&self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        match self {
            Edit::Overwrite(at, byte) => {
                if !input.is_empty() {
                    let at = at.index(input.len());
                    input[at] = *byte;
                }
            }
            Edit::Insert(at, bytes) => insert(input, at, bytes),
            Edit::Remove(at, length) => {
                let at = at.index(input.len() + 1);
                input.drain(at..input.len().min(at + length));
            }
            Edit::Repeat(at, length, times) => insert(input, at, &piece(input, at, *length).repeat(*times)),
            Edit::Splice(at, seed, from, length) => {
                insert(input, at, &piece(seed.get::<Vec<u8>>(seeds), from, *length))
            }
        }
    }
}

fn insert(input: &mut Vec<u8>, at: &Index, bytes: &[u8]) {
    let at = at.index(input.len() + 1);
    input.splice(at..at, bytes.iter().copied());
}

fn piece(text: &[u8], from: &Index, length: usize) -> Vec<u8> {
    text.iter().skip(from.index(text.len() + 1)).take(length).copied().collect()
}
