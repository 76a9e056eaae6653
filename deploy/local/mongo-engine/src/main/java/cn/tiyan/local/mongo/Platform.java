package cn.tiyan.local.mongo;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * A system the engine is published for.
 *
 * @param name as in the name of the package and of our cache's folder
 * @param integrity SHA-512 of the package, Base64: what we tried, and nothing else, is what runs
 * @param oldestGlibc the first version of glibc on this processor, null where there is no glibc
 */
record Platform(String name, String integrity, String oldestGlibc) {

    private static final Platform LINUX_X64 =
            new Platform(
                    "linux-x64",
                    "lRIA0/hDNtxsE6Zj3SMPWICxueDMTIbdWQ2ogTFaEPkoDb07hm/Kv7wMPFyu62k4jzssGWgbbWgerzOujKuflg==",
                    "GLIBC_2.2.5");

    private static final Platform LINUX_ARM64 =
            new Platform(
                    "linux-arm64",
                    "zJtka7HZAkNQ+zHMK6vxExFXGqYI2JuKZLGlZuO7wWUljVZQHTmaOidJAbW/pnXgvU+0g/4SckiaKFuM+bMM9Q==",
                    "GLIBC_2.17");

    private static final Platform DARWIN_ARM64 =
            new Platform(
                    "darwin-arm64",
                    "Lek71exfB46ozAZ4hqaNFY2TPUb+QKbQ/OtLsUr6eT0mQP/OlIwsxP38KkUAx6BQ+NvLhM/snlyhqSZG1doV+Q==",
                    null);

    static Platform current() throws StartupFailure {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch");
        var arm = arch.equals("aarch64") || arch.equals("arm64");
        if (os.startsWith("linux") && (arm || arch.equals("amd64"))) {
            return arm ? LINUX_ARM64 : LINUX_X64;
        }
        if (os.startsWith("mac") && arm) {
            return DARWIN_ARM64;
        }
        throw new StartupFailure(
                "MongoDB's engine is not published for " + os + " on " + arch + ". Set MONGODB_URI to a MongoDB of your own.");
    }

    /** Whether the engine's library must be retargeted to load on this system's glibc. */
    boolean needsRetargeting() throws StartupFailure {
        if (oldestGlibc == null) {
            return false;
        }
        int minor = glibcMinor();
        if (minor < 36) {
            throw new StartupFailure(
                    "MongoDB's engine needs glibc 2.36 or newer, this system has 2." + minor
                            + ". Set MONGODB_URI to a MongoDB of your own.");
        }
        return minor < 38;
    }

    @SuppressWarnings("restricted") // one foreign call, to ask the C library for its version
    private static int glibcMinor() throws StartupFailure {
        var linker = Linker.nativeLinker();
        var version = linker.defaultLookup().find("gnu_get_libc_version");
        if (version.isEmpty()) {
            throw new StartupFailure(
                    "MongoDB's engine needs glibc, this system has another C library. Set MONGODB_URI to a MongoDB of your own.");
        }
        try {
            var text = (MemorySegment) linker.downcallHandle(version.get(), FunctionDescriptor.of(ADDRESS)).invokeExact();
            return Integer.parseInt(text.reinterpret(32).getString(0).split("\\.")[1]);
        } catch (Throwable e) {
            throw new StartupFailure("The version of glibc could not be read", e);
        }
    }
}
