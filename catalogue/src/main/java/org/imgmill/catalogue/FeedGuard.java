package org.imgmill.catalogue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// For a feed: it may name a DTD but not hold one, nor comments, CDATA, tags or texts of many
/// megabytes.
final class FeedGuard extends XmlGuard {

    private static final int LONGEST_RUN = 8 << 20;
    private static final byte[] DTD = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT_END = {'-', '-', '>'};
    private static final byte[] CDATA_END = {']', ']', '>'};

    private int run;
    private int matchedDtd;
    private boolean inDtd;
    private int quote;
    private boolean inDeclaration;
    private int last;
    private int beforeLast;

    FeedGuard(InputStream in) {
        super(in);
    }

    static Refusal damaged() {
        return new Refusal(
                Problem.ofFile(
                        ProblemCode.DAMAGED_FILE,
                        "The XML is damaged, cut off, or written in an unusual way. Export it again,"
                                + " or save it as CSV."));
    }

    @Override
    void see(byte b) throws Refusal {
        // UTF-16 has a zero between its ASCII letters.
        if (b == 0) {
            return;
        }
        matchedDtd = b == DTD[matchedDtd] ? matchedDtd + 1 : b == '<' ? 1 : 0;
        if (matchedDtd == DTD.length) {
            inDtd = true;
            matchedDtd = 0;
        } else if (inDtd) {
            seeDtd(b);
        }
        if (!inDeclaration && b == '!' && last == '<') {
            inDeclaration = true;
        } else if (inDeclaration && ends(b)) {
            inDeclaration = false;
            run = 0;
        }
        run = b == '<' && !inDeclaration ? 0 : run + 1;
        if (run > LONGEST_RUN) {
            throw damaged();
        }
        beforeLast = last;
        last = b;
    }

    /// The name of a DTD and where it lies, but nothing of what stands in it.
    private void seeDtd(byte b) throws Refusal {
        if (quote != 0) {
            quote = b == quote ? 0 : quote;
        } else if (b == '[') {
            throw damaged();
        } else if (b == '>') {
            inDtd = false;
            inDeclaration = false;
            run = 0;
        } else if (b == '"' || b == '\'') {
            quote = b;
        }
    }

    private boolean ends(byte b) {
        return b == '>'
                && ((beforeLast == COMMENT_END[0] && last == COMMENT_END[1])
                        || (beforeLast == CDATA_END[0] && last == CDATA_END[1]));
    }
}
