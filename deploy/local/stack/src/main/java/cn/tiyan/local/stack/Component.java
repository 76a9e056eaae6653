package cn.tiyan.local.stack;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One process of the local platform, as data. The list of all of them is {@link Catalog}.
 *
 * @param name what the ports file, the log and the command line call it
 * @param title what the console calls it
 * @param kind how it is started and asked for its health
 * @param module folder of its Maven module, from the root of the project
 * @param mainClass class whose {@code main} is the process
 * @param jvmFlags flags of its JVM, beside the ones all of them get
 * @param needs components that must be healthy before this one starts
 * @param replacedBy environment variable with the address of an external one, or null where there is no such choice
 */
record Component(
        String name,
        String title,
        Kind kind,
        String module,
        String mainClass,
        List<String> jvmFlags,
        Set<String> needs,
        String replacedBy) {

    /** The contract between the launcher and a process. */
    enum Kind {
        /** {@code MAIN PORT DATA_DIR READY_FILE}; healthy once it has written READY_FILE. */
        MONGO,
        /** {@code MAIN PORT CONTROLLER_PORT DATA_DIR READY_FILE}; healthy once it has written READY_FILE. */
        KAFKA,
        /** {@code MAIN PORT DATA_DIR}; healthy when its readiness address answers 200. */
        NACOS,
        /** Spring Boot: its port is in SERVER_PORT; healthy when {@code /actuator/health/readiness} answers 200. */
        SPRING
    }

    /** The name as a part of an environment variable: {@code issue-service} is {@code ISSUE_SERVICE}. */
    static String inEnvironment(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
