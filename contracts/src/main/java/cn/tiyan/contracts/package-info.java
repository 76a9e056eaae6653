/** What the services say to each other: every event is a record, a JSON Schema and an example that tests hold together. */
@NullMarked
package cn.tiyan.contracts;

import org.jspecify.annotations.NullMarked;
