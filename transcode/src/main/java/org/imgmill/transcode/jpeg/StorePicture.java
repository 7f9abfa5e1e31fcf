package org.imgmill.transcode.jpeg;

/// Decodes all scans of a picture into the workspace's coefficients.
record StorePicture(Workspace workspace) {

    /// @param thresholds by component: no smaller value matters
    void run(JpegFile file, int... thresholds) {
        Frame frame = file.frame();
        workspace.coefficients().reset(frame.blocks());
        for (Scan scan : file.scans()) {
            if (!frame.progressive()) {
                new StoreScan(scan, workspace).run(frame);
            } else if (scan.from() == 0) {
                new ProgressiveDcScan(scan, workspace).run(frame);
            } else {
                int threshold = thresholds[scan.components()[0].index()];
                new ProgressiveAcScan(scan, threshold, workspace).run();
            }
        }
    }
}
