//! What is said to people.

rules! { Docs, same;
    D001 TEXT_CHANGED "a text is another one" Compatible "Read what is said now." mirror None("a text is another one or it is not");
    D002 EXAMPLE_CHANGED "an example is another one" Compatible "Nothing has to change." mirror None("an example is another one or it is not");
    D003 DEPRECATED "something is deprecated" Risky "Plan to do without it." mirror Except("D004", "to keep something takes nothing from callers");
    D004 NOT_DEPRECATED "something is not deprecated any more" Compatible "Nothing has to change."
        mirror Except("D003", "what is deprecated will go");
    D005 VERSION_CHANGED "the API has another title or version" Compatible "Nothing has to change." mirror None("a version is another one or it is not");
    D006 GROUPS_CHANGED "an operation is in other groups" Compatible "Nothing has to change." mirror None("a group is another one or it is not");
    D007 TITLES_CHANGED "what values mean is said in another way" Compatible "Read what is said now." mirror None("a text is another one or it is not");
    D008 LINKS_CHANGED "other calls can follow an answer" Compatible "Nothing has to change." mirror None("a link is another one or it is not");
    D009 HISTORY_CHANGED "the change history is another one" Compatible "Nothing has to change." mirror None("a history only grows");
    D010 SUBSTITUTES_CHANGED "something else is to be called instead" Compatible "Look at what is to be called instead."
        mirror None("a substitute is another one or it is not");
    D011 RENAMED "an operation has another id" Compatible "On the wire nothing has to change." mirror None("an id is another one or it is not");
}
