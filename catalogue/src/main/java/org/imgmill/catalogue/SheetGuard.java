package org.imgmill.catalogue;

import java.io.InputStream;

/// For a part of a workbook: no comments, CDATA, instructions or DTDs, which no spreadsheet program
/// writes, and no tags or texts of more than two megabytes.
final class SheetGuard extends XmlGuard {

    private static final int LONGEST_RUN = 2 << 20;

    private long seen;
    private int run;

    SheetGuard(InputStream in) {
        super(in);
    }

    @Override
    void see(byte b) throws Refusal {
        seen++;
        if (run == 0 && (b == '!' || (b == '?' && seen > 16))) {
            throw Workbook.damaged();
        }
        run = b == '<' ? 0 : run + 1;
        if (run > LONGEST_RUN) {
            throw Workbook.damaged();
        }
    }
}
