package org.imgmill.refusals;

/// The filters that every request passes, first to last, as numbers for `@Order`. What needs no
/// order of its own among neighbours still has a number here: this is the list of all there are.
///
/// Around them stand four valves of Tomcat's: `PaceBodies`, which ends bodies that arrive too
/// slowly, `KeepPlacesForHealth`, which answers nothing else when connections are scarce,
/// `DrainBodies`, which reads on after a refusal so that it can be heard, and `ErrorAnswers`, which
/// puts what Tomcat itself refuses into our words.
public final class FilterOrder {

    /// `//v1` is `/v1`: all that follow see the path that is meant.
    public static final int LEADING_SLASHES = -490;

    /// A worker serves those who watch it and nobody else.
    public static final int WORKER = -480;

    /// What a request holds of the heap, until it is answered.
    public static final int REQUEST_MEMORY = -475;

    /// Notes when a traced upload began.
    public static final int TRACE_UPLOADS = -470;

    /// Also on refusals: what browsers may do with an answer.
    public static final int HEADERS = -400;

    /// All within know that they act for a request, and wait for the database no longer than its
    /// client should.
    public static final int REQUEST_CONTEXT = -397;

    /// Whatever fails behind it is answered in the words of the API.
    public static final int ANSWER_TROUBLE = -395;

    /// Before authentication, so that a page that is let in can also read why it was refused.
    public static final int CORS = -390;

    /// Other sites' pages get no further.
    public static final int FOREIGN_PAGES = -380;

    /// Who asks, and may they?
    public static final int AUTHENTICATE = -370;

    /// How large a body its path takes; before anything reads it.
    public static final int LIMIT_BODIES = -367;

    /// Parameters that no text of the database can hold.
    public static final int MALFORMED_PARAMETERS = -365;

    /// A place for an upload, and what its key has left; before its body is read.
    public static final int LIMIT_UPLOADS = -360;

    /// How many large answers are sent to one key at a time.
    public static final int LIMIT_ANSWERS = -358;

    /// No new work for a disk that is nearly full.
    public static final int ROOM = -355;

    /// gzip is undone, so that all limits behind count what comes out.
    public static final int CONTENT_ENCODING = -350;

    /// `/upload/` is `/upload`, for the older documents.
    public static final int TRAILING_SLASH = -330;

    /// What browsers may do with the page.
    public static final int PAGE_HEADERS = -320;

    /// What browsers may do with the documents.
    public static final int DOCS_HEADERS = -310;

    private FilterOrder() {}
}
