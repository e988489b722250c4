//! The kinds of fault. A code never changes its meaning; a kind that goes away takes its code with it.

use std::fmt;
use std::str::FromStr;

macro_rules! codes {
    ($($code:ident $name:ident $title:literal $(in $folder:literal)?,)*) => {
        /// A kind of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// All kinds of fault, by code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code, `S014`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($code),)*
                }
            }

            /// What the code stands for, in a few words.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }

            /// What it means, an example, and how to fix it: Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("explain/", $($folder,)? stringify!($code), ".md")),)*
                }
            }
        }
    };
}

codes! {
    S001 UnreadableFile "a file cannot be read",
    S002 NotUtf8 "a file is not UTF-8",
    S003 InvalidYaml "a file is not YAML",
    S004 EmptyFile "a file is empty",
    S005 SeveralDocuments "a file contains several YAML documents",
    S006 DuplicateKey "a key appears twice in a mapping",
    S007 UnsupportedYaml "a description uses YAML that is not supported",
    S008 TooLarge "a description is nested too deeply or grows too large",
    S009 DanglingReference "the target of a `$ref` does not exist",
    S010 CircularReference "a `$ref` leads back to itself",
    S011 ForeignReference "a `$ref` leaves the folder of the description",
    S012 IgnoredBesideReference "keys beside a `$ref` are ignored",
    S013 MisplacedReference "a `$ref` leads to a component of another kind",
    S014 UnknownKey "a key is not known",
    S015 UnknownExtension "a key of the vocabulary is not known",
    S016 WrongType "a value has the wrong type",
    S017 MissingKey "a required key is missing",
    S018 UnknownValue "a value is not one of those allowed",
    S019 MalformedValue "a string does not have the required form",
    S020 OutOfBounds "a value is too small, too large, or repeated",
    S021 UnsupportedVersion "the version of OpenAPI is not supported",
    S022 DuplicateOperationId "two operations have one id",
    S023 DuplicateAction "two operations have one action" in "alibaba/",
    S024 DuplicateErrorRow "an error table contains a row twice",
    S025 DuplicateParameter "an operation has a parameter twice",
    S026 DuplicateName "a list has a name twice",
    S027 PathParameter "a path and its parameters do not agree",
    S028 OperationStyle "an operation does not fit the style of its API" in "alibaba/",
    S029 InvalidRegex "a regular expression cannot be compiled",
    S030 UnfitExample "an example does not fit its schema",
    S031 UnfitErrorExample "an example does not raise its error",
    S032 UndeclaredName "a name is not declared",
    S033 MalformedCondition "a condition cannot be read",
    S034 UnconditionalError "an error row has no condition",
    S035 UndeclaredTag "a tag is not declared",
    S036 UndeclaredSecurityScheme "a security scheme is not declared",
    S037 InvalidDate "a date does not exist",
    S038 UnfitRole "a parameter or a field does not fit its purpose",
    S039 MalformedEffect "an effect cannot be read",
    S040 UnknownField "a field of a resource is only read, or only written",
    S041 UnretryableRow "an error is retryable, but not within seconds",
    S042 UnlistedFile "an operation file is not listed",
    S043 UnusedAction "an action of an overlay finds nothing",
    C001 Misconfigured "`twinspec.yaml` has a fault",
    G001 NameCollision "two names become the same name in Rust",
    G003 Unsupported "a construct cannot be generated yet",
    G004 NotOpenApi "the document cannot be read as OpenAPI",
    G005 Untyped "nothing is known of a value",
    G006 NotKept "something of the document is not kept",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// There is no such code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no code `{0}`; codes look like `S014`")]
pub struct UnknownCode(String);

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let found = Self::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(text));
        found.copied().ok_or_else(|| UnknownCode(text.to_owned()))
    }
}
