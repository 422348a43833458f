// The same integrations with a dynamic provider as one writes it in an afternoon: closures that stand in every
// resource, and one request for each read.

import "./own-cost.cjs";
import * as pulumi from "@pulumi/pulumi";

const { BENCH_SIZE, BENCH_TEAM, BENCH_TYPE_ID } = process.env;

/** What PagerTree answers. */
type Answer = Record<string, unknown> & { id: string };

const provider: pulumi.dynamic.ResourceProvider = {
  async create(inputs) {
    const { PAGERTREE_BASE_URL, PAGERTREE_API_KEY } = process.env;
    const response = await fetch(`${PAGERTREE_BASE_URL}/integrations`, {
      method: "POST",
      headers: { authorization: `Bearer ${PAGERTREE_API_KEY}`, "content-type": "application/json" },
      body: JSON.stringify({
        name: inputs.name,
        urgency: inputs.urgency,
        integration_type_id: inputs.integrationTypeId,
        team_ids: inputs.teamIds,
      }),
    });
    if (!response.ok) throw new Error(`PagerTree answered ${response.status}`);
    const { id, ...outputs } = (await response.json()) as Answer;
    return { id, outs: { ...inputs, ...outputs } };
  },

  async read(id, outputs) {
    const { PAGERTREE_BASE_URL, PAGERTREE_API_KEY } = process.env;
    const response = await fetch(`${PAGERTREE_BASE_URL}/integrations/${id}`, {
      headers: { authorization: `Bearer ${PAGERTREE_API_KEY}` },
    });
    if (response.status === 404) return { id: "", props: {} };
    if (!response.ok) throw new Error(`PagerTree answered ${response.status}`);
    const answer = (await response.json()) as Answer;
    return { id, props: { ...outputs, ...answer } };
  },

  async diff(_id, olds, news) {
    return { changes: ["name", "urgency"].some((name) => olds[name] !== news[name]) };
  },

  async update(id, olds, news) {
    const { PAGERTREE_BASE_URL, PAGERTREE_API_KEY } = process.env;
    const response = await fetch(`${PAGERTREE_BASE_URL}/integrations/${id}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${PAGERTREE_API_KEY}`, "content-type": "application/json" },
      body: JSON.stringify({ name: news.name, urgency: news.urgency }),
    });
    if (!response.ok) throw new Error(`PagerTree answered ${response.status}`);
    const answer = (await response.json()) as Answer;
    return { outs: { ...olds, ...news, ...answer } };
  },

  async delete(id) {
    const { PAGERTREE_BASE_URL, PAGERTREE_API_KEY } = process.env;
    await fetch(`${PAGERTREE_BASE_URL}/integrations/${id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${PAGERTREE_API_KEY}` },
    });
  },
};

class NaiveIntegration extends pulumi.dynamic.Resource {
  constructor(name: string, inputs: pulumi.Inputs) {
    super(provider, name, inputs, undefined, "pagertree", "Integration");
  }
}

for (let number = 1; number <= Number(BENCH_SIZE); number += 1) {
  new NaiveIntegration(`datadog-${number}`, {
    name: `Datadog ${number}`,
    urgency: "high",
    integrationTypeId: BENCH_TYPE_ID,
    teamIds: [BENCH_TEAM],
  });
}
