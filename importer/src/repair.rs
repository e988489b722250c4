//! The rules by which broken sources are repaired.

use std::fmt;

/// Where a rule was seen to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// In the documents that the tests import.
    Corpus,
    /// Only in other documents.
    Elsewhere,
}

macro_rules! repairs {
    ($($variant:ident $name:literal $evidence:ident $reason:literal)*) => {
        /// A rule by which a broken source is repaired. Each is a small function of the importer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Repair {
            $(#[doc = $reason] $variant,)*
        }

        impl Repair {
            /// All rules.
            pub const ALL: &[Repair] = &[$(Repair::$variant,)*];

            /// The name of the rule.
            pub fn name(self) -> &'static str {
                match self {
                    $(Repair::$variant => $name,)*
                }
            }

            /// What is wrong and what is done about it.
            pub fn reason(self) -> &'static str {
                match self {
                    $(Repair::$variant => $reason,)*
                }
            }

            /// Where it was seen to apply.
            pub fn evidence(self) -> Evidence {
                match self {
                    $(Repair::$variant => Evidence::$evidence,)*
                }
            }
        }
    };
}

repairs! {
    ControlCharacter "control-character" Corpus
        "A text contains characters that cannot be shown, such as NUL. They are removed."
    CarriageReturn "carriage-return" Corpus
        "A text has Windows line ends. They become line feeds."
    DocumentLink "document-link" Corpus
        "A text links to `~~12345~~`, which only the vendor's site resolves. It becomes the address of that page."
    TextOfAnotherType "text-of-another-type" Corpus
        "There is a list where a text is expected. It was put there by mistake and is left out."
    BlanksAroundHost "blanks-around-host" Corpus
        "The host of an endpoint ends in a space or a tab. They are removed."
    UntitledDirectory "untitled-directory" Corpus
        "A directory has no title. It is named after what most of its operations are about."
    DanglingReference "dangling-reference" Corpus
        "A `$ref` leads to a component that does not exist. The type is unknown, so any value is accepted."
    ReferenceBesideType "reference-beside-type" Corpus
        "A `$ref` has a type beside it. The type is the better information, so the `$ref` is left out."
    UnlinkedReference "unlinked-reference" Elsewhere
        "A reference is written `ref`. It is read as `$ref`."
    MissingType "missing-type" Elsewhere
        "A schema has no type. It follows from `properties` or `items`; otherwise any value is accepted."
    ContentsOfAnotherType "contents-of-another-type" Corpus
        "A schema that is not an object has `properties`, or one that is not a list has `items`. The `properties` of a list become its items; others are left out."
    ArrayWithoutItems "array-without-items" Corpus
        "A list does not say what its items are. Any item is accepted."
    FormatOfAnotherType "format-of-another-type" Corpus
        "The format belongs to another type, such as `int64` on a text. The type is kept, and the format is left out."
    EmptyEnum "empty-enum" Corpus
        "The list of values is empty, so no value would be allowed. It is left out."
    MistypedEnum "mistyped-enum" Elsewhere
        "A listed value does not have the type of the schema. The list cannot be complete, so it is left out."
    DuplicateEnumValue "duplicate-enum-value" Corpus
        "A value is listed twice. The second is left out."
    EnumOfList "enum-of-list" Elsewhere
        "The allowed values are listed at a list but mean its items. They are moved to the items."
    UnreadableDefault "unreadable-default" Corpus
        "The default does not have the type of the schema. It is left out."
    UnfitDefault "unfit-default" Corpus
        "The default does not fit the values, bounds or pattern beside it. It is left out."
    UnreadableExample "unreadable-example" Corpus
        "The example does not have the type of the schema. It is left out."
    UnfitExample "unfit-example" Corpus
        "The example does not fit the schema. The parts that do not fit are left out."
    EmptyExample "empty-example" Corpus
        "The example is an empty text, which is not a valid value here. It is left out."
    BlanksAroundExample "blanks-around-example" Corpus
        "The example has spaces or line ends around it. They are removed."
    UnreadableResponseExample "unreadable-response-example" Elsewhere
        "The example of a response claims to be JSON but is not valid JSON. It is left out."
    BoundOfAnotherType "bound-of-another-type" Corpus
        "A schema that is not a number has a minimum or maximum, or one without a length has a minimum or maximum length. It is left out."
    UnreadableBound "unreadable-bound" Elsewhere
        "A bound is not a number. It is left out."
    NegativeLength "negative-length" Elsewhere
        "A minimum length is negative. Every length is greater, so it is left out."
    EmptyPattern "empty-pattern" Corpus
        "The pattern is empty, so every text matches. It is left out."
    UnsupportedPattern "unsupported-pattern" Elsewhere
        "The pattern is not a valid regular expression, or it uses look-around. It is left out, and any text is accepted."
    ResponseRequired "response-required" Corpus
        "A field of a response is marked as required, as in the request that it was copied from. A client reads whatever arrives, so `required` is left out."
    DuplicateParameter "duplicate-parameter" Corpus
        "A parameter is listed twice. The second is left out."
    ReservedHeader "reserved-header" Elsewhere
        "`Accept`, `Authorization` or `Content-Type` is listed as a parameter. The client sets these headers, and OpenAPI says that they are to be ignored."
    OptionalPathParameter "optional-path-parameter" Corpus
        "A parameter of the path is not marked as required. The path cannot be built without it, so it becomes required."
    UndeclaredPathVariable "undeclared-path-variable" Elsewhere
        "The path has a variable that is not declared as a parameter. It becomes a parameter."
    UnboundPathParameter "unbound-path-parameter" Elsewhere
        "A parameter of the path is not in the path. It is sent in the query."
    SquareBrackets "square-brackets" Corpus
        "The path writes a variable in square brackets. They become curly brackets."
    WildcardInPath "wildcard-in-path" Corpus
        "The path ends in `*` and has one parameter, which stands for the whole path."
    SharedPath "shared-path" Corpus
        "Two operations have the same method and path, or the path has a query, which OpenAPI does not allow. The document gets a path of its own for it, and `x-twin-path` has the real one."
    LowerCaseStatus "lower-case-status" Corpus
        "A range of statuses is written `4xx`. It becomes `4XX`."
    ResponseWithoutStatus "response-without-status" Elsewhere
        "A response is listed under something that is not a status. It is left out."
    NoResponse "no-response" Corpus
        "The operation does not describe its response. It gets a response without a body."
    BlanksAroundErrorCode "blanks-around-error-code" Corpus
        "An error code has spaces around it. They are removed."
    DuplicateErrorCode "duplicate-error-code" Corpus
        "Without the spaces around it, an error code appears twice under its status. The second is left out."
    EmptyErrorCode "empty-error-code" Elsewhere
        "An error row has no code. It is left out."
    StatusOutsideHttp "status-outside-http" Corpus
        "An error is listed under a number that is not an HTTP status of a response. The row gets the status 400, and `listed-status` the number."
    ContradictingTypeOfOperation "contradicting-type-of-operation" Corpus
        "Two keys contradict each other on whether the operation changes anything. The verb in its name decides; if the verb is not known, it is a write."
    ExampleOfError "example-of-error" Corpus
        "There is an example of an error, or of another response, beside the example. It does not belong to one specific error, so it is left out."
    UnknownSubstitute "unknown-substitute" Elsewhere
        "A substitute of a deprecated operation is not written as `Product::Version::Operation`. It is left out."
    UnknownCallback "unknown-callback" Elsewhere
        "The operation that should report the outcome of another does not exist. The reference to it is left out."
    IntervalInSeconds "interval-in-seconds" Corpus
        "The time between two polls should be in milliseconds but is in seconds. It is converted to milliseconds."
    FormBesideBody "form-beside-body" Elsewhere
        "The operation has parameters in a form and also a body. A request has one body, so the parameters are sent in the query."
}

impl fmt::Display for Repair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
