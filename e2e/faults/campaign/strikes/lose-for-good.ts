import { pickMember, type StrikeKind } from "./strike-kind";

/** One machine of each kind breaks and is not replaced; the others go on with its work. */
export const LOST_FOR_GOOD: StrikeKind = {
  name: "one web and one worker lost for good",
  faults: [],
  lane: "processes",
  strike: async (estate, random) => {
    const few = (["web", "worker"] as const).filter(
      (role) => estate.members.filter((member) => member.role === role).length < 2,
    );
    if (few.length > 0) return `only one ${few.join(" and one ")}: left alone`;
    const gone = [pickMember(estate, random, "web"), pickMember(estate, random, "worker")];
    gone.forEach((member) => estate.lose(member));
    return gone.map(({ name }) => name).join(" and ");
  },
};
