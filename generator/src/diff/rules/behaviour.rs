//! What the service does.

rules! { Behaviour, same;
    B001 ERROR_ADDED "an error row is new" Risky "Handle the error if it asks for something else than others." mirror Of("B002");
    B002 ERROR_REMOVED "an error row is gone" Risky "What handles the error is not reached any more." mirror Of("B001");
    B003 ERROR_STATUS_CHANGED "an error has another status" Breaking "Look for the new status, or for the code." mirror None("a status is another one or it is not");
    B004 ERROR_CONDITION_CHANGED "an error is raised under another condition" Risky "Check when the error is raised now."
        mirror None("which of two conditions holds more often cannot be decided");
    B005 ERROR_MESSAGE_CHANGED "an error has another message" Compatible "Do not compare messages." mirror None("a message is another one or it is not");
    B006 ERROR_RETRY_CHANGED "whether an error goes away by itself is said in another way" Risky "Check whether to repeat the call."
        mirror None("either way some callers repeat what they should not, or give up too early");
    B007 ERROR_ORDER_CHANGED "errors are tried in another order" Risky "Of several faults another one may be reported." mirror None("an order is another one or it is not");
    B010 LIMIT_TIGHTER "fewer calls succeed in a while" Breaking "Make fewer calls." mirror Except("B011", "who calls less than he may is served");
    B011 LIMIT_LOOSER "more calls succeed in a while" Compatible "Nothing has to change." mirror Except("B010", "who calls more than he may is refused");
    B012 LIMIT_CHANGED "a limit counts in another way" Risky "Check how often you call." mirror None("windows and regions cannot be compared");
    B020 PERMISSION_ADDED "a caller has to be allowed something more" Breaking "Allow it in the policies of your callers."
        mirror Except("B021", "who is allowed more than is asked for is still served");
    B021 PERMISSION_REMOVED "a caller has to be allowed something less" Compatible "Nothing has to change; the policies of your callers can be narrower."
        mirror Except("B020", "who is allowed less than is asked for is refused");
    B022 PERMISSION_CHANGED "what a caller has to be allowed is said in another way" Breaking "Check the policies of your callers."
        mirror None("only the family knows what its permissions mean, so that each difference counts");
    B030 STATE_CHANGED "a call does something else to the state, or answers something else of it" Risky "Check what calls do now."
        mirror None("which of two effects is more cannot be decided");
    B040 PAGES_CHANGED "a list comes in pages in another way" Breaking "Ask for pages in the new way." mirror None("a way is another one or it is not");
    B041 POLL_CHANGED "the outcome of a call is asked for in another way" Risky "Ask for the outcome in the new way." mirror None("a way is another one or it is not");
    B042 RETRIES_CHANGED "whether a call can be repeated is said in another way" Risky "Check what you repeat." mirror None("either way some callers repeat what they should not, or give up too early");
    B050 NOW_SENSITIVE "a value must not be shown" Risky "Do not log it." mirror Of("B051");
    B051 NOT_SENSITIVE "a value may be shown" Risky "It appears in logs." mirror Of("B050");
    B060 COST_CHANGED "what a call costs, or how much harm it can do, is said in another way" Risky "Check what a call costs." mirror None("callers have to know either way");
}
