/** The one door to the platform: it routes, authenticates, limits and documents, and decides nothing about the work itself. */
package cn.tiyan.gateway;
