//! Which variant of a union a value becomes.

use twinspec_core::{Decode, Decoder, Fit, Union, UnionVariant, Value, from_json, one_of};

macro_rules! object {
    ($name:ident { $($field:ident),* }) => {
        #[derive(Debug, Clone, Default, PartialEq)]
        struct $name {
            $($field: String),*
        }

        impl Decode for $name {
            fn decode(&mut self, from: Decoder<'_, '_>) {
                from.object(&mut [$((stringify!($field), &mut self.$field)),*]);
            }
        }
    };
}

object!(Easy { content });
object!(Question { id, question });
object!(Answer { id, answer });

#[derive(Debug, Clone, PartialEq)]
enum Message {
    Easy(Easy),
    Question(Question),
    Answer(Answer),
    Unknown(Value),
}

one_of!(Message { Easy, Question, Answer });

impl Union for Message {
    const DISCRIMINATOR: &'static str = "type";
    const VARIANTS: &'static [UnionVariant] = &[
        UnionVariant::new(Fit::Object { required: &["content"], known: &["content", "type"], fixed: &[] }),
        UnionVariant::new(Fit::Object {
            required: &["id", "question"],
            known: &["id", "question", "type"],
            fixed: &[],
        })
        .tags(&["message"]),
        UnionVariant::new(Fit::Object { required: &["id", "answer"], known: &["id", "answer", "type"], fixed: &[] })
            .tags(&["message", "reply"]),
    ];
}

#[track_caller]
fn read(text: &str) -> Message {
    from_json(text).unwrap()
}

#[test]
fn of_variants_with_the_same_tag_it_is_the_one_that_fits() {
    let answer = Message::Answer(Answer { id: "1".to_owned(), answer: "a".to_owned() });
    assert_eq!(read(r#"{"type":"message","id":"1","answer":"a"}"#), answer);
    assert_eq!(read(r#"{"type":"reply","id":"1","answer":"a"}"#), answer);
    let question = Message::Question(Question { id: "1".to_owned(), question: "q".to_owned() });
    assert_eq!(read(r#"{"type":"message","id":"1","question":"q"}"#), question);
}

#[test]
fn a_value_that_fits_none_with_its_tag_is_one_that_needs_no_tag() {
    let easy = Message::Easy(Easy { content: "c".to_owned() });
    assert_eq!(read(r#"{"type":"message","content":"c"}"#), easy);
    assert_eq!(read(r#"{"content":"c"}"#), easy);
}

#[test]
fn a_value_that_fits_none_is_kept() {
    assert!(matches!(read(r#"{"type":"message","id":"1"}"#), Message::Unknown(_)));
}

/// Two objects of which one member looks different.
#[derive(Debug, PartialEq)]
enum Event {
    Said(std::collections::BTreeMap<String, Value>),
    Counted(std::collections::BTreeMap<String, Value>),
    Unknown(Value),
}

one_of!(Event { Said, Counted });

const EVENT: Fit = Fit::Object { required: &["level"], known: &["level", "by"], fixed: &[] };

impl Union for Event {
    const VARIANTS: &'static [UnionVariant] = &[
        UnionVariant::new(Fit::ObjectOf { object: &EVENT, members: &[("level", Fit::Text)] }),
        UnionVariant::new(Fit::ObjectOf { object: &EVENT, members: &[("level", Fit::Integer)] }),
    ];
}

#[test]
fn of_objects_with_the_same_members_it_is_the_one_whose_members_fit() {
    let read = |text: &str| from_json::<Event>(text).unwrap();
    assert!(matches!(read(r#"{"level":"high"}"#), Event::Said(_)));
    assert!(matches!(read(r#"{"level":3,"by":"me"}"#), Event::Counted(_)));
    // Neither is better than the first of them.
    assert!(matches!(read(r#"{"level":null}"#), Event::Said(_)));
    assert!(matches!(read(r#"{"level":true}"#), Event::Said(_)));
    assert!(matches!(read(r#"{"by":"me"}"#), Event::Unknown(_)));
}
