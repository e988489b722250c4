//! What values have to be. A rule that allows fewer values has one as its mirror that allows more.

rules! { Wire;
    W101 TYPES_FEWER "fewer types of values"
        request Breaking "Send only the types that are left." answer Compatible "Nothing has to change."
        mirror Of("W102");
    W102 TYPES_MORE "more types of values"
        request Compatible "Nothing has to change." answer Breaking "Read the further types."
        mirror Of("W101");
    W103 TYPE_CHANGED "values of another type"
        request Breaking "Send the new type." answer Breaking "Read the new type."
        mirror None("values of the old type are not values of the new one, in either direction");
    W104 NULL_REFUSED "`null` is not a value any more"
        request Breaking "Leave it out, or send a value." answer Compatible "Nothing has to change."
        mirror Of("W105");
    W105 NULL_ALLOWED "`null` is a value"
        request Compatible "Nothing has to change." answer Breaking "Handle `null`."
        mirror Of("W104");
    W106 VALUE_REMOVED "a listed value is gone"
        request Breaking "Send another value." answer Compatible "What handles this value is not reached any more."
        mirror Except("W107", "clients are told to expect values that a list does not have yet");
    W107 VALUE_ADDED "a listed value is new"
        request Compatible "Nothing has to change." answer Risky "Handle the value, or treat it as unknown."
        mirror Except("W106", "clients are told to expect values that a list does not have yet");
    W108 VALUES_LISTED "only listed values are left"
        request Breaking "Send only the listed values." answer Compatible "Nothing has to change."
        mirror Of("W109");
    W109 VALUES_OPEN "values are not limited to a list any more"
        request Compatible "Nothing has to change." answer Breaking "Handle values that you do not know."
        mirror Of("W108");
    W110 BOUND_TIGHTER "a bound allows less"
        request Breaking "Send only values within the bound." answer Compatible "Nothing has to change."
        mirror Except("W111", "few callers hold what they receive against a bound");
    W111 BOUND_LOOSER "a bound allows more"
        request Compatible "Nothing has to change." answer Risky "Make room for values beyond the old bound."
        mirror Except("W110", "who sends a value beyond a bound is refused");
    W112 PATTERN_ADDED "a pattern is new"
        request Breaking "Send only values that match." answer Compatible "Nothing has to change."
        mirror Except("W113", "few callers hold what they receive against a pattern");
    W113 PATTERN_REMOVED "a pattern is gone"
        request Compatible "Nothing has to change." answer Risky "Handle values that do not match."
        mirror Except("W112", "who sends a value that does not match is refused");
    W114 PATTERN_CHANGED "a pattern is another one"
        request Breaking "Send only values that match the new pattern." answer Risky "Handle values that did not match before."
        mirror None("which of two patterns matches less cannot be decided, so that either way counts");
    W115 FORMAT_ADDED "values have a format"
        request Breaking "Send only values in the format." answer Compatible "Nothing has to change."
        mirror Of("W116");
    W116 FORMAT_REMOVED "values have no format any more"
        request Compatible "Nothing has to change." answer Breaking "Handle values that do not have the format."
        mirror Of("W115");
    W117 FORMAT_CHANGED "values have another format"
        request Breaking "Send the new format." answer Breaking "Read the new format."
        mirror None("a format is another one or it is not");
    W118 MEMBERS_REFUSED "members of other names are refused, or have to fit a schema"
        request Breaking "Send only members that are described." answer Compatible "Nothing has to change."
        mirror Except("W119", "who reads members by their names does not see the others");
    W119 MEMBERS_ALLOWED "members of other names are allowed, or need not fit a schema"
        request Compatible "Nothing has to change." answer Risky "Ignore members that you do not know."
        mirror Except("W118", "who sends a member that is refused is not served");
    W120 ALTERNATIVE_REMOVED "one of several shapes is gone"
        request Breaking "Send one of the shapes that are left." answer Compatible "Nothing has to change."
        mirror Of("W121");
    W121 ALTERNATIVE_ADDED "there is one more shape"
        request Compatible "Nothing has to change." answer Breaking "Read the further shape."
        mirror Of("W120");
    W122 DISCRIMINATOR_CHANGED "another member, or none, says which shape a value has"
        request Breaking "Send the member that says it." answer Breaking "Read the member that says it."
        mirror None("it is another member or it is not");
    W123 TAG_REMOVED "a value that names a shape is gone"
        request Breaking "Send another value." answer Compatible "Nothing has to change."
        mirror Of("W124");
    W124 TAG_ADDED "a value that names a shape is new"
        request Compatible "Nothing has to change." answer Breaking "Read the further value."
        mirror Of("W123");
    W125 UNDECIDED "a condition on values is another one"
        request Breaking "Check what you send against the new condition." answer Breaking "Check what you read against the new condition."
        mirror None("whether it allows more or less cannot be decided");
}
