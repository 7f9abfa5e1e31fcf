package org.imgmill.batch;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/// Hands out an empty set of URLs for each catalogue that is read.
@Component
public class UrlSets {

    final Semaphore largeOnes = new Semaphore(1, true);

    public DistinctUrls open() {
        return new DistinctUrls(largeOnes);
    }
}
