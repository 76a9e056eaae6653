/** One document, one write: an aggregate's state, its history and its outgoing events go to MongoDB together, and a relay publishes the events. */
@NullMarked
package cn.tiyan.platform.aggregate;

import org.jspecify.annotations.NullMarked;
