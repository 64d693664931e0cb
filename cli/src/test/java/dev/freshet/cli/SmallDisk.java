package dev.freshet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A real file system of a few megabytes. Only one process sees it, and it disappears with the process. Needs a Linux
 * that allows such mounts.
 */
final class SmallDisk {

    private SmallDisk() {}

    /** A prefix for a command that mounts such a file system on an existing directory before it runs the command. */
    static List<String> mountedAt(Path directory, int megabytes) {
        String mount = "mount -t tmpfs -o size=" + megabytes + "m tmpfs \"$0\" && exec \"$@\"";
        return List.of("unshare", "-rm", "sh", "-c", mount, directory.toString());
    }

    static boolean isAllowed(Path directory) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(mountedAt(directory, 1));
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // the command is not installed
        }
    }
}
