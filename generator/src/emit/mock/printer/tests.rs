use twinspec_descriptors::{Action, Behaviour, Condition, Effect, Expression, Operation, Schema};

use super::Printer;

fn printed(value: impl serde::Serialize) -> String {
    Printer::default().print(&value)
}

#[test]
fn what_is_usual_is_left_out() {
    assert_eq!(printed(Behaviour::new()), "Behaviour::new()");
    let behaviour = Behaviour::new().dry_run("DryRun");
    assert_eq!(printed(behaviour), r#"Behaviour::new().dry_run("DryRun")"#);
    assert_eq!(printed(Effect::new(Action::Poll { name: "job" })), r#"Effect::new(Action::Poll { name: "job" })"#);
}

#[test]
fn a_setter_takes_what_is_in_an_option_and_nothing_for_true() {
    let effect = Effect::new(Action::Delete { name: "folder" }).when(Condition::Site("cn"));
    let expected = r#"Effect::new(Action::Delete { name: "folder" }).when(Condition::Site("cn"))"#;
    assert_eq!(printed(effect), expected);
    const DESCRIBED: twinspec_core::Operation =
        twinspec_core::Operation::new(&API, "Get", &[twinspec_core::Method::Get], "/");
    static API: twinspec_core::Api = twinspec_core::Api::new("a", "1", &twinspec_core::Plain);
    let operation = Operation::new(&DESCRIBED).anonymous().response("true");
    let printer = Printer::of("client::get::OPERATION".to_owned());
    let expected = r#"Operation::new(&client::get::OPERATION).id("Get").anonymous().response("true")"#;
    assert_eq!(printer.print(&operation), expected);
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
