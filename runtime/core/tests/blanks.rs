//! What is null and what is an empty list is written as it was read, although fields do not tell it from what is not there.

use std::collections::BTreeMap;

use twinspec_core::{Blanks, Decode, Decoder, Encode, Value, from_json, unless_empty};

/// With more fields than one word has bits.
#[derive(Debug, PartialEq)]
struct Wide {
    first: Option<i32>,
    others: Vec<Option<i32>>,
    last: Vec<i32>,
    rest: BTreeMap<String, Option<i32>>,
    blanks: Blanks<2>,
}

impl Default for Wide {
    fn default() -> Self {
        Wide { first: None, others: vec![None; 63], last: Vec::new(), rest: BTreeMap::new(), blanks: Blanks::default() }
    }
}

/// The names of the fields in the middle: `00`, `01`, …
fn names() -> Vec<String> {
    (0..63).map(|number| format!("{number:02}")).collect()
}

impl Decode for Wide {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        let names = names();
        let mut fields: Vec<(&str, &mut dyn Decode)> = vec![("first", &mut self.first)];
        for (name, field) in names.iter().zip(&mut self.others) {
            fields.push((name, field));
        }
        fields.push(("last", &mut self.last));
        from.noting(&mut self.blanks).object_with(&mut fields, &mut self.rest);
    }
}

impl Encode for Wide {
    fn encode(&self) -> Value {
        let (names, last) = (names(), unless_empty(&self.last));
        let mut fields: Vec<(&str, &dyn Encode)> = vec![("first", &self.first)];
        for (name, field) in names.iter().zip(&self.others) {
            fields.push((name, field));
        }
        fields.push(("last", &last));
        self.blanks.object_with(&fields, &self.rest)
    }
}

#[track_caller]
fn stays(text: &str) -> Wide {
    let wide: Wide = from_json(text).unwrap();
    assert_eq!(wide.encode().to_string(), text);
    wide
}

#[test]
fn what_is_there_without_a_value_is_written_as_it_was_read() {
    stays("{}");
    stays(r#"{"first":null}"#);
    stays(r#"{"00":null,"62":null,"first":1}"#);
    stays(r#"{"last":[],"other":null}"#);
    stays(r#"{"last":[1]}"#);
}

#[test]
fn a_value_that_is_read_into_another_leaves_nothing_of_it() {
    /// Reads another text before its own.
    #[derive(Default)]
    struct Twice(Wide);

    impl Decode for Twice {
        fn decode(&mut self, from: Decoder<'_, '_>) {
            self.0 = stays(r#"{"first":null,"last":[]}"#);
            self.0.decode(from);
        }
    }

    assert_eq!(from_json::<Twice>("{}").unwrap().0.encode().to_string(), "{}");
}

#[test]
fn what_is_set_is_written_and_counts_in_comparisons() {
    let mut wide = stays(r#"{"first":null,"last":[]}"#);
    assert_eq!(wide, Wide::default(), "what has no value is the same");
    wide.first = Some(1);
    wide.last.push(2);
    assert_eq!(wide.encode().to_string(), r#"{"first":1,"last":[2]}"#);
    assert_ne!(wide, Wide::default());
}
