/** Civic apps report and follow by Open311 GeoReport v2: a report is an order as the hotline's are, by another way in. */
@NullMarked
package cn.tiyan.feedback.open311;

import org.jspecify.annotations.NullMarked;
