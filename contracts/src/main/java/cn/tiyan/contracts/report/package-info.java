/** Events of experience reports (topic experience-report.events). */
@NullMarked
package cn.tiyan.contracts.report;

import org.jspecify.annotations.NullMarked;
