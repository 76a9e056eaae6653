/** A real MongoDB and a real Kafka for tests, started once per JVM, gone with it. */
@NullMarked
package cn.tiyan.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;
