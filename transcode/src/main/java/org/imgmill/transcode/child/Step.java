package org.imgmill.transcode.child;

import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Something that is done to a picture whose pixels are in memory; to an animation frame by frame.
interface Step {

    /// @param scope whose image the result is
    Image of(Scope scope, Image picture) throws VipsException;
}
