//! What can be called, and where.

rules! { Wire, same;
    W001 OPERATION_REMOVED "an operation is gone" Breaking "Stop calling it; calls of it fail."
        mirror Except("W002", "nobody calls yet what is new");
    W002 OPERATION_ADDED "an operation is new" Compatible "Nothing has to change."
        mirror Except("W001", "everybody may call what was there");
    W003 ADDRESS_CHANGED "an operation has another method or path" Breaking "Call it at its new address."
        mirror None("an address is another one or it is not");
    W004 SERVER_REMOVED "a server is gone" Risky "If you call this server, use another one."
        mirror Except("W005", "a server that is new takes nothing away");
    W005 SERVER_ADDED "a server is new" Compatible "Nothing has to change."
        mirror Except("W004", "a server that is gone can be in use");
    W006 SERVER_CHANGED "a server has other variables" Risky "Check the variables of the server that you call."
        mirror None("which values callers use is not known");
    W007 SECURITY_STRICTER "credentials that were enough are not enough any more" Breaking
        "Send the credentials that are asked for now." mirror Except("W008", "whoever sends more than is asked for is still served");
    W008 SECURITY_LOOSER "other credentials are enough as well" Compatible "Nothing has to change."
        mirror Except("W007", "whoever sends less than is asked for is refused");
    W009 SCHEME_CHANGED "a security scheme travels in another way" Breaking "Send the credentials in the new way."
        mirror None("a scheme is another one or it is not");
    W010 FAMILY_CHANGED "what the family of the API says of addresses and protocol is another" Breaking
        "Check how the service is addressed." mirror None("only the family knows what its words mean, so that each difference counts");
    W011 OPERATION_UNREAD "an operation cannot be generated, and is not compared" Breaking
        "Compare its requests and answers by hand." mirror None("what cannot be read cannot be judged");
    W012 WEBHOOK_REMOVED "a webhook or a callback is gone" Breaking "Do not wait for it any more."
        mirror Except("W013", "nobody waits yet for what is new");
    W013 WEBHOOK_ADDED "a webhook or a callback is new" Compatible "Nothing has to change."
        mirror Except("W012", "everybody may wait for what was there");
    W014 SUCCESS_REMOVED "a status of success is gone" Breaking "Do not wait for this status any more."
        mirror Except("W015", "whoever looks for success in general is still served");
    W015 SUCCESS_ADDED "a status of success is new" Risky "Take this status for a success as well."
        mirror Except("W014", "what was there may be waited for by its number");
    W016 FAILURE_REMOVED "a status of failure is gone" Risky "What handles this status is not reached any more."
        mirror Of("W017");
    W017 FAILURE_ADDED "a status of failure is new" Risky "Handle this status if it asks for something else than others."
        mirror Of("W016");
}
