use twinspec_descriptors::{Action, Authorization, Behaviour, Condition, Effect, Expression, Schema};

use super::Printer;

fn printed(value: impl serde::Serialize) -> String {
    Printer::default().print(&value)
}

#[test]
fn what_is_usual_is_left_out() {
    assert_eq!(printed(Behaviour::NONE), "Behaviour::NONE");
    let behaviour = Behaviour { dry_run: Some("DryRun"), ..Behaviour::NONE };
    assert_eq!(printed(behaviour), r#"Behaviour { dry_run: Some("DryRun"), ..Behaviour::NONE }"#);
    assert_eq!(printed(Authorization::new("a:Get")), r#"Authorization::new("a:Get")"#);
    let authorization = Authorization { resources: &["arn"], ..Authorization::new("a:Get") };
    let expected = r#"Authorization { resources: &["arn"], ..Authorization::new("a:Get") }"#;
    assert_eq!(printed(authorization), expected);
}

#[test]
fn where_nothing_is_usual_every_field_has_its_name() {
    let effect = Effect { action: Action::Delete { name: "folder" }, when: Some(Condition::Site("cn")) };
    let expected = r#"Effect { action: Action::Delete { name: "folder" }, when: Some(Condition::Site("cn")) }"#;
    assert_eq!(printed(effect), expected);
}

#[test]
fn a_schema_is_written_in_the_shortest_way() {
    assert_eq!(printed(Schema::TEXT), "Schema::TEXT");
    assert_eq!(printed(Schema::list_of(&Schema::INTEGER)), "Schema::list_of(&Schema::INTEGER)");
    const OBJECT: Schema = Schema::object(&[("Kind", Schema::one_of(&["a"])), ("Size", Schema::Any)]);
    let expected = r#"Schema::object(&[("Kind", Schema::one_of(&["a"])), ("Size", Schema::Any)])"#;
    assert_eq!(printed(OBJECT), expected);
    let number = Schema::Number { minimum: Some(1.0), maximum: Some(f64::INFINITY) };
    assert_eq!(printed(number), "Schema::Number { minimum: Some(1.0), maximum: Some(f64::INFINITY) }");
}

#[test]
fn text_stays_text() {
    let condition = Condition::Not(&Condition::Exists("\"); panic!(\"\\\n"));
    assert_eq!(printed(condition), r#"Condition::Not(&Condition::Exists("\"); panic!(\"\\\n"))"#);
    assert_eq!(printed(Expression::AccountId), "Expression::AccountId");
}
