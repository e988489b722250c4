//! What is made of a description.

use std::path::Path;

use twinspec_spec_mock::{LoadError, load};

#[tokio::test]
async fn every_construct_of_the_vocabulary_can_be_served() {
    for api in ["wide", "paths"] {
        let service = load(&Path::new("../xtask/tests/specs").join(api)).expect("it has no fault");
        let builder: twinspec_alibaba::mock::Builder<twinspec_alibaba::mock::Mock> =
            twinspec_alibaba::mock::Mock::builder(service);
        builder.start().await.expect("it starts");
    }
}

#[test]
fn what_is_sensitive_in_an_answer_is_known_by_name_at_any_depth() {
    let service = load(Path::new("../xtask/tests/specs/wide")).expect("it has no fault");
    let sensitive = |id: &str| {
        let operation = service.operations.iter().find(|operation| operation.id == id).expect("it is described");
        operation.behaviour.sensitive
    };
    assert_eq!(sensitive("Answers"), ["Credentials", "Phone", "Secret", "SecretKind", "SecretObject"]);
    assert_eq!(sensitive("ListByToken"), ["Secret"]);
    assert_eq!(sensitive("Scalars"), <[&str; 0]>::default());
}

#[test]
fn what_a_list_shows_of_its_items_does_not_depend_on_how_many_components_there_are() {
    for (spec, fields) in [("tests/specs/shelf", ["Title"]), ("../tests/official-clients/spec/ecs", ["KeyPairName"])] {
        let service = load(Path::new(spec)).expect("it has no fault");
        let lists: Vec<_> =
            service.operations.iter().filter_map(|operation| operation.behaviour.list.as_ref()).collect();
        let [list] = lists.as_slice() else { panic!("{spec}: {lists:?}") };
        assert_eq!(list.fields, fields, "{spec}");
    }
}

#[test]
fn the_faults_of_a_description_are_all_told() {
    let error = load(Path::new("../generator/tests/diagnostics/all-faults-at-once")).expect_err("it has faults");
    let LoadError::Spec(_, faults) = &error else { panic!("{error}") };
    assert!(faults.iter().count() > 1);
    let text = error.to_string();
    assert!(text.contains("error[S") && text.contains("openapi.yaml:"), "{text}");
}
