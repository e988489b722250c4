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
        "A text holds characters that cannot be shown, such as NUL. They are taken out."
    CarriageReturn "carriage-return" Corpus
        "A text has line ends of Windows. They become line feeds."
    DocumentLink "document-link" Corpus
        "A text links to `~~12345~~`, which only the vendor's site resolves. It becomes the address of that page."
    TextOfAnotherType "text-of-another-type" Corpus
        "A list stands where a text belongs; it was put there by mistake and is left out."
    BlanksAroundHost "blanks-around-host" Corpus
        "The host of an endpoint ends in a blank or a tab, which no host has. The blanks are taken off."
    UntitledDirectory "untitled-directory" Corpus
        "A directory has no title. It is called after what most of its operations are about."
    DanglingReference "dangling-reference" Corpus
        "A `$ref` leads to a component that is not there. Nothing is known of the value, so any value is taken."
    ReferenceBesideType "reference-beside-type" Corpus
        "A `$ref` stands beside a type of its own. What stands there is the better information, and the `$ref` is left out."
    UnlinkedReference "unlinked-reference" Elsewhere
        "A reference is written `ref`. It is taken for the `$ref` that it means."
    MissingType "missing-type" Elsewhere
        "A schema has no type. It follows from `properties` or `items`; otherwise any value is taken."
    ContentsOfAnotherType "contents-of-another-type" Corpus
        "`properties` stand on what is no object, or `items` on what is no list. Those of a list become its items; others are left out."
    ArrayWithoutItems "array-without-items" Corpus
        "A list does not say what its items are. Any item is taken."
    FormatOfAnotherType "format-of-another-type" Corpus
        "The format belongs to another type, such as `int64` on a text. The type is believed, and the format is left out."
    EmptyEnum "empty-enum" Corpus
        "The list of values is empty, so that no value would be allowed. It is left out."
    MistypedEnum "mistyped-enum" Elsewhere
        "A listed value is not of the type. The list cannot be complete, so it is left out."
    DuplicateEnumValue "duplicate-enum-value" Corpus
        "A value is listed twice. The second is left out."
    EnumOfList "enum-of-list" Elsewhere
        "The values are listed at a list, and mean its items. They are moved there."
    UnreadableDefault "unreadable-default" Corpus
        "The default is not of the type. It is left out."
    UnfitDefault "unfit-default" Corpus
        "The default does not fit the values, bounds or pattern beside it. It is left out."
    UnreadableExample "unreadable-example" Corpus
        "The example is not of the type. It is left out."
    UnfitExample "unfit-example" Corpus
        "The example does not fit the schema. What does not fit is left out of it."
    EmptyExample "empty-example" Corpus
        "The example is an empty text where that is no value. It is left out."
    BlanksAroundExample "blanks-around-example" Corpus
        "The example has blanks or line ends around it. They are taken off."
    UnreadableResponseExample "unreadable-response-example" Elsewhere
        "The example of a response says that it is JSON and cannot be read as such. It is left out."
    BoundOfAnotherType "bound-of-another-type" Corpus
        "A smallest or greatest number stands on what is no number, or a length on what has none. It is left out."
    UnreadableBound "unreadable-bound" Elsewhere
        "A bound is no number. It is left out."
    NegativeLength "negative-length" Elsewhere
        "A smallest length is negative. Every length is greater, so it is left out."
    EmptyPattern "empty-pattern" Corpus
        "The pattern is empty, so that every text matches. It is left out."
    UnsupportedPattern "unsupported-pattern" Elsewhere
        "The pattern is no regular expression without look-around. It is left out, and any text is taken."
    ResponseRequired "response-required" Corpus
        "A field of a response is said to be required, as it is in the request that it was copied from. A client reads what comes, so it is left out."
    DuplicateParameter "duplicate-parameter" Corpus
        "A parameter is listed twice. The second is left out."
    ReservedHeader "reserved-header" Elsewhere
        "`Accept`, `Authorization` or `Content-Type` is listed as a parameter. The client sets these headers, and OpenAPI says that they are to be ignored."
    OptionalPathParameter "optional-path-parameter" Corpus
        "A parameter of the path is not required. Without it there is no path, so it is."
    UndeclaredPathVariable "undeclared-path-variable" Elsewhere
        "The path has a variable that is no parameter. It becomes one."
    UnboundPathParameter "unbound-path-parameter" Elsewhere
        "A parameter of the path is not in the path. It is sent in the query."
    SquareBrackets "square-brackets" Corpus
        "The path writes a variable in square brackets. They become curly ones."
    WildcardInPath "wildcard-in-path" Corpus
        "The path ends in `*` and has one parameter, which stands for the whole path."
    SharedPath "shared-path" Corpus
        "Two operations have the same method and path, or the path has a query, which OpenAPI does not allow. The document gets a path of its own for it, and `x-twin-path` has the real one."
    LowerCaseStatus "lower-case-status" Corpus
        "A range of statuses is written `4xx`. It becomes `4XX`."
    ResponseWithoutStatus "response-without-status" Elsewhere
        "A response stands under something that is no status. It is left out."
    NoResponse "no-response" Corpus
        "The operation does not say what it answers. It gets a response without a body."
    BlanksAroundErrorCode "blanks-around-error-code" Corpus
        "An error code has blanks around it. They are taken off."
    DuplicateErrorCode "duplicate-error-code" Corpus
        "Without the blanks around it an error code stands twice under its status. The second is left out."
    EmptyErrorCode "empty-error-code" Elsewhere
        "An error row has no code. It is left out."
    StatusOutsideHttp "status-outside-http" Corpus
        "An error is listed under a number that is no HTTP status of an answer. The row says 400, and `listed-status` has the number."
    ContradictingTypeOfOperation "contradicting-type-of-operation" Corpus
        "Two keys contradict each other on whether the operation changes anything. The verb in its name decides; without one that says it, it is a write."
    ExampleOfError "example-of-error" Corpus
        "An example of an error, or of another response, stands beside the example. It is not of any one error, so it is left out."
    UnknownSubstitute "unknown-substitute" Elsewhere
        "A substitute of a deprecated operation is not written as `Product::Version::Operation`. It is left out."
    UnknownCallback "unknown-callback" Elsewhere
        "The operation that tells the outcome of another is not there. It is left out."
    IntervalInSeconds "interval-in-seconds" Corpus
        "The time between two polls is given in milliseconds, and this is one in seconds. It becomes milliseconds."
    FormBesideBody "form-beside-body" Elsewhere
        "The operation has parameters in a form and a body beside them. A request has one body, so the parameters are sent in the query."
}

impl fmt::Display for Repair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
