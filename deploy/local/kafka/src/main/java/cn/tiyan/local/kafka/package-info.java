/** A real Kafka broker as a process: one node, KRaft, made for a small machine. */
package cn.tiyan.local.kafka;
