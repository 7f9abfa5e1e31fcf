package org.imgmill.ops;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first SIGTERM or SIGINT drains this process, a second one ends it at once. By itself the JVM
/// hears none after the first.
public final class StopSignals {

    private static final Logger log = LoggerFactory.getLogger(StopSignals.class);
    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private StopSignals() {}

    public static void hear() {
        hear("INT", 2);
        hear("TERM", 15);
    }

    /// By reflection: the compiler warns of `sun.misc.Signal`, the only class of the platform that
    /// hears signals, and the warning cannot be turned off.
    private static void hear(String name, int number) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var stop =
                    Proxy.newProxyInstance(
                            StopSignals.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, method, _) -> {
                                if (method.getName().equals("handle")) {
                                    stop(128 + number);
                                }
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), stop);
        } catch (InvocationTargetException e) {
            log.debug("the JVM was told to leave SIG{} alone", name, e);
        } catch (ReflectiveOperationException e) {
            log.warn("A second SIG{} will not be heard on this Java platform.", name, e);
        }
    }

    private static void stop(int status) {
        if (STOPPING.compareAndSet(false, true)) {
            System.exit(status);
        } else {
            log.warn(
                    "Told to stop a second time, this process ends at once. What it had not written is done again.");
            Runtime.getRuntime().halt(status);
        }
    }
}
