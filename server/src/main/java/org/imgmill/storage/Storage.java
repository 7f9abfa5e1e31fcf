package org.imgmill.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.core.io.Resource;

/// Where outputs live: a disk, or a bucket that all nodes share.
///
/// Keys are made by us, `<token of the batch>/<row>-<position>.<extension>`; where a batch has a
/// template of names, a name made safe stands in the place of row and position.
public interface Storage {

    /// Stores an object whole or not at all, replacing one of the same key.
    ///
    /// Where this throws, the object may be there all the same; to store it again does no harm.
    void put(String key, byte[] bytes, String mediaType) throws IOException;

    /// Stores a file as `put` does bytes, holding no more than a little of it in memory.
    void put(String key, Path file, String mediaType) throws IOException;

    /// Makes sure that all objects whose `put` has returned survive a loss of power.
    void settle() throws IOException;

    /// An object with its length and time, to be read once or in parts.
    ///
    /// @return empty if there is no such object
    Optional<Resource> open(String key) throws IOException;

    /// All of an object at once.
    ///
    /// @return empty if there is no such object
    Optional<byte[]> read(String key) throws IOException;

    /// Removes objects whose key starts with `<token>/`, at most so many.
    ///
    /// @return how many were removed; fewer than `most` when no more are left
    int deleteSome(String token, int most) throws IOException;

    /// Removes all objects whose key starts with `<token>/` but those that are to stay.
    ///
    /// @return how many were removed
    int deleteAllBut(String token, Predicate<String> stays) throws IOException;

    /// Removes one object, if it is there.
    void delete(String key) throws IOException;

    /// The address that the object of this key has for everyone.
    String link(String key);

    /// Fails if no output can be stored at present.
    void check() throws IOException;

    /// Bytes still free, or `Long.MAX_VALUE` where nobody counts.
    long freeBytes() throws IOException;
}
