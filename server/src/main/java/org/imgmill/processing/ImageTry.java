package org.imgmill.processing;

import java.util.List;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.Transcoded;

/// What a lane does with each of its images: the real work, or none where only the lanes are
/// measured.
interface ImageTry {

    /// How pixels are made smaller: by everyone at once, or alone.
    interface Codec {
        /// @return one for each recipe, in their order
        List<Transcoded> transcode(byte[] input, int length, List<Recipe> recipes)
                throws InterruptedException;
    }

    /// @param news hears what the answer says about the host
    /// @return the ending, or when to try again
    Outcome run(Lanes.Turn turn, Lanes.Due due, Codec codec, HostHealth news)
            throws InterruptedException;
}
