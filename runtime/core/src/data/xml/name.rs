/// Whether the name of an element can begin with a character: a `NameStartChar` of XML 1.0, but no colon, which is
/// between a prefix and a name.
///
/// ```
/// assert!(twinspec_core::xml::is_name_start('ä') && !twinspec_core::xml::is_name_start('1'));
/// ```
pub fn is_name_start(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// Whether the name of an element can have a character behind its first: a `NameChar` of XML 1.0, but no colon.
///
/// ```
/// assert!(twinspec_core::xml::is_name_character('1') && !twinspec_core::xml::is_name_character('²'));
/// ```
pub fn is_name_character(character: char) -> bool {
    is_name_start(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}')
}
