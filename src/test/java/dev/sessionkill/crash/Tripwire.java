package dev.sessionkill.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Woven into the gateway: ends or stops its process from within, at the point that a file names, by
 * the signal itself. What the thread at the point would have done next it never does.
 */
public final class Tripwire {

    /** Of a JVM property: the file, one line {@code point count signal}. */
    static final String PROPERTY = "crash.tripwire";

    /** What the file beside it is called that tells that the point was reached. */
    static final String REACHED = ".reached";

    /** As they are numbered on Linux. */
    private static final Map<String, Integer> SIGNALS = Map.of("KILL", 9, "STOP", 19);

    private static final Path FILE = Path.of(System.getProperty(PROPERTY, "tripwire"));

    // The gateway's jar allows native access.
    @SuppressWarnings("restricted")
    private static final MethodHandle KILL =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));

    private static final int PID = (int) ProcessHandle.current().pid();
    private static final ThreadLocal<String> CALL = ThreadLocal.withInitial(() -> "");

    private static long readAt;
    private static String point = "";
    private static int left;
    private static int signal;

    private Tripwire() {}

    /** A call to the vendor begins on this thread. */
    public static void calls(Object[] arguments) {
        CALL.set(Arrays.toString(arguments));
    }

    /** A point is reached. */
    public static void reached(String name, String about, Object[] arguments) {
        if (isAbout(about, arguments)) {
            step(name);
        }
    }

    /** Whether that is what the arguments, or the call under way, are about. */
    public static boolean isAbout(String about, Object[] arguments) {
        return Arrays.toString(arguments).contains(about) || CALL.get().contains(about);
    }

    private static synchronized void step(String name) {
        try {
            read();
            if (name.equals(point) && --left == 0) {
                point = "";
                Files.writeString(FILE.resolveSibling(FILE.getFileName() + REACHED), name);
                int _ = (int) KILL.invokeExact(PID, signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            throw new IllegalStateException("no signal could be sent", e);
        }
    }

    private static void read() throws IOException {
        long writtenAt = FILE.toFile().lastModified();
        if (writtenAt != 0 && writtenAt != readAt) {
            readAt = writtenAt;
            String[] order = Files.readString(FILE).strip().split(" ", -1);
            point = order[0];
            left = Integer.parseInt(order[1]);
            signal = SIGNALS.getOrDefault(order[2], 0);
        }
    }
}
