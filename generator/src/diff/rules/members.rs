//! Parameters, headers, bodies, and the members of objects.

rules! { Wire;
    W020 REMOVED "a parameter, a header, a body or a member is gone"
        request Breaking "Do not send it any more." answer Breaking "Do not read it any more."
        mirror Except("W021", "what is taken away is missed, and what is added is not seen by who does not look for it");
    W021 ADDED "an optional parameter, header, body or member is new"
        request Compatible "Nothing has to change." answer Compatible "Nothing has to change, unless you refuse what you do not know."
        mirror Except("W020", "what is taken away is missed, and what is added is not seen by who does not look for it");
    W022 REQUIRED_ADDED "a required parameter, header, body or member is new"
        request Breaking "Send it in each call." answer Compatible "Nothing has to change, unless you refuse what you do not know."
        mirror Except("W020", "to take it away again is a removal, required or not");
    W023 NOW_REQUIRED "what was optional is required"
        request Breaking "Send it in each call." answer Compatible "Nothing has to change: it is always there now."
        mirror Of("W024");
    W024 NOW_OPTIONAL "what was required is optional"
        request Compatible "Nothing has to change." answer Breaking "Handle answers without it."
        mirror Of("W023");
    W025 MOVED "a parameter travels in another place of the request"
        request Breaking "Send it in its new place." answer Breaking "Read it in its new place."
        mirror None("a place is another one or it is not");
    W026 STYLE_CHANGED "a value is written in another way"
        request Breaking "Write the value in the new way." answer Breaking "Read the value in the new way."
        mirror None("a way to write is another one or it is not");
    W027 EMPTY_REFUSED "a parameter without a value is not accepted any more"
        request Breaking "Send a value." answer Compatible "Nothing has to change."
        mirror Of("W028");
    W028 EMPTY_ACCEPTED "a parameter may come without a value"
        request Compatible "Nothing has to change." answer Breaking "Handle it without a value."
        mirror Of("W027");
    W029 DEFAULT_CHANGED "what is taken where nothing is sent is another value"
        request Risky "Send the value that you mean." answer Compatible "Nothing has to change."
        mirror None("a default is another one or it is not, and answers say what they mean");
    W030 MEDIA_TYPE_REMOVED "a media type is gone"
        request Breaking "Send another media type." answer Breaking "Ask for another media type."
        mirror Except("W031", "a media type that is new is sent to who asks for it");
    W031 MEDIA_TYPE_ADDED "a media type is new"
        request Compatible "Nothing has to change." answer Risky "Say in `Accept` which media type you read."
        mirror Except("W030", "a media type that is gone is missed in both directions");
    W032 XML_CHANGED "a value has other names or another place in XML"
        request Breaking "Write the new names." answer Breaking "Read the new names."
        mirror None("a name is another one or it is not");
}
