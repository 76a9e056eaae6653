package cn.tiyan.experiencer.roster;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A roster left with names and phones in clear: whoever is on it may know. */
@Document("roster_disclosure")
@CompoundIndex(name = "freeze", def = "{'freeze': 1, 'at': -1}")
record RosterDisclosure(@Id String id, String rosterId, String freeze, Instant at, String by, String byUnit, String reason) {
}
