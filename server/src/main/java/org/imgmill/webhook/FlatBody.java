package org.imgmill.webhook;

import java.util.Map;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Face;

/// The flat body of a delivery, which the older APIs document.
public interface FlatBody {

    /// @param face whose words and links it has
    /// @param status the status to tell, which may be older than the batch's
    Map<String, Object> of(Face face, BatchStatus status, Batch batch);
}
