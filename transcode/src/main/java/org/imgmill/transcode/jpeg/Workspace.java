package org.imgmill.transcode.jpeg;

/// The buffers of one codec, kept from picture to picture as long as they are of an ordinary size.
record Workspace(
        EntropyData entropy,
        TableCache tables,
        Coefficients coefficients,
        Records records,
        EncodeRecords encoder,
        Candidates candidates,
        BandSymbols[] symbols,
        EncodeSymbols symbolEncoder,
        ResizeBuffers resizing,
        DcValues dcs) {

    private static final int MOST_BYTES_TO_KEEP = 4 << 20;

    Workspace() {
        this(
                new EntropyData(),
                new TableCache(),
                new Coefficients(),
                new Records(),
                new EncodeRecords(),
                new Candidates(),
                new BandSymbols[] {new BandSymbols(), new BandSymbols()},
                new EncodeSymbols(),
                new ResizeBuffers(),
                new DcValues());
    }

    /// The same buffers with another picture's candidates.
    Workspace with(Candidates others) {
        return new Workspace(
                entropy,
                tables,
                coefficients,
                records,
                encoder,
                others,
                symbols,
                symbolEncoder,
                resizing,
                dcs);
    }

    /// Forgets the picture, and gives back what only an unusually large one needed.
    void clear() {
        entropy.shrink(MOST_BYTES_TO_KEEP);
        coefficients.shrink();
        records.reset();
        encoder.shrink(MOST_BYTES_TO_KEEP);
        candidates.shrink();
        for (BandSymbols band : symbols) {
            band.shrink();
        }
        symbolEncoder.shrink(MOST_BYTES_TO_KEEP);
        resizing.shrink();
        dcs.clear();
    }
}
